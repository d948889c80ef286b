import type { JobContext } from '../../job.js';
import type { KbEntry } from '../../records/kbEntry.js';
import { kbIdOf, knowledgeFiles, knowledgeRecords } from '../../retrieval/knowledgeBase.js';
import type { Config } from '../../workspace/configSchema.js';
import { stampsOf } from '../../workspace/fileStamp.js';
import { citedPaths, mayBeCited } from './citedPaths.js';
import type { EntryTimes } from './entryTimes.js';
import { changeTimes, filesAmong } from './fileTimes.js';
import type { MeasureMemory } from './measureMemory.js';
import type { StaleEntry, WorkspaceMeasures } from './workspaceMeasures.js';

/** Distinct paths that are looked up; entries that cite only others count as citing none. */
const MOST_PATHS = 2_000;

/** An entry that may cite something, without its text. */
interface CitingEntry extends Pick<KbEntry, 'date' | 'learned'>, Pick<StaleEntry, 'id' | 'place'> {
  readonly paths: readonly string[];
}

interface DatedEntry extends CitingEntry {
  /** Milliseconds since the epoch. */
  readonly writtenAt: number;
}

interface CitedKnowledge {
  readonly entries: number;
  readonly citing: readonly CitingEntry[];
}

/**
 * Entries of the knowledge base that cite a file of the workspace which was changed after them. An entry of which nothing tells
 * when it was written is not judged: it is neither stale nor among those that cite.
 *
 * @throws CodelumiError `git-refused`
 */
export async function measureStaleness(
  context: Pick<JobContext, 'files' | 'signal' | 'history'>,
  config: Pick<Config, 'sources'>,
  { times, memory }: { readonly times: EntryTimes; readonly memory: MeasureMemory },
): Promise<WorkspaceMeasures['staleness']> {
  const read = await readCiting(context, config, memory);
  const looked = new Set(read.citing.flatMap(({ paths }) => paths).slice(0, MOST_PATHS));
  const found = await filesAmong(context, [...looked]);
  const citing = read.citing
    .map((each) => ({ ...each, paths: each.paths.filter((path) => found.has(path)) }))
    .filter(({ paths }) => paths.length > 0);
  const dated = citing.flatMap((each) => datedEntry(each, times));
  const oldest = dated.reduce((least, { writtenAt }) => Math.min(least, writtenAt), Infinity);
  const changed = dated.length === 0 ? found : await changeTimes(context, found, oldest);
  return {
    entries: read.entries,
    citing: dated.length,
    undated: citing.length - dated.length,
    stale: dated.flatMap((each) => staleEntry(each, changed)),
  };
}

async function readCiting(
  context: Pick<JobContext, 'files' | 'signal'>,
  config: Pick<Config, 'sources'>,
  memory: MeasureMemory,
): Promise<CitedKnowledge> {
  const files = await knowledgeFiles(context.files, config.sources.knowledgeBase);
  const stamp = JSON.stringify([config.sources, await stampsOf(context.files, files)]);
  return memory.recall('knowledge', stamp, async () => {
    const citing: CitingEntry[] = [];
    let entries = 0;
    for (const file of files) {
      for await (const { entry, value } of knowledgeRecords(context, file)) {
        entries += 1;
        const paths = citedPaths(value, entry.answer).filter((path) => mayBeCited(path, config));
        if (paths.length === 0) continue;
        const { date, learned, position } = entry;
        const place = { file: position.file, line: position.line };
        citing.push({ id: kbIdOf(entry), place, date, learned, paths });
      }
    }
    return { entries, citing };
  });
}

function datedEntry(entry: CitingEntry, times: EntryTimes): DatedEntry[] {
  const writtenAt = times.of(entry);
  return writtenAt === undefined ? [] : [{ ...entry, writtenAt }];
}

/** Of several files, the one that was changed last. */
function staleEntry(
  { id, place, paths, writtenAt }: DatedEntry,
  changed: ReadonlyMap<string, number>,
): StaleEntry[] {
  const [last] = paths
    .map((path) => ({ path, time: changed.get(path) ?? 0 }))
    .sort((a, b) => b.time - a.time);
  if (last === undefined || last.time <= writtenAt) return [];
  const entryAt = new Date(writtenAt).toISOString();
  return [{ id, place, cited: last.path, entryAt, changedAt: new Date(last.time).toISOString() }];
}
