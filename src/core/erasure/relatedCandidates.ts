import { MINUTE_MS } from '../durations.js';
import { throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import { type Conversation, ConversationCutter } from '../mining/conversation.js';
import { readJsonLines } from '../records/jsonLinesReader.js';
import { looksLikeMemoryEntry, memoryEntryOf } from '../records/memoryEntry.js';
import { candidateDays, isProblem, readCandidates } from '../workspace/candidateFiles.js';
import type { Config } from '../workspace/configSchema.js';
import { filesOf } from '../workspace/sources.js';
import type { FoundPlace } from './findPerson.js';

/** A candidate that comes from a conversation with somebody, and does not name them. */
export interface RelatedCandidate {
  readonly candidate: string;
  /** The line of the log that it comes from, in that conversation. */
  readonly file: string;
  readonly line: number;
}

interface LineRange {
  readonly from: number;
  readonly to: number;
}

/**
 * Candidates that were mined from a conversation in which somebody is named. Nobody knows who asked; who is named in
 * a conversation may have, so these are shown, and decided on by whoever looks at them.
 */
export async function relatedCandidates(
  context: Pick<JobContext, 'files' | 'signal'>,
  logs: Pick<JobContext, 'files' | 'signal'>,
  config: Config,
  places: readonly FoundPlace[],
): Promise<RelatedCandidate[]> {
  const ranges = new Map<string, readonly LineRange[]>();
  for (const file of await filesOf(logs, config, 'memory')) {
    const named = new Set(places.flatMap(({ place }) => (place.file === file ? [place.line] : [])));
    if (named.size > 0) ranges.set(file, await conversationsWith(logs, config, file, named));
  }
  if (ranges.size === 0) return [];
  const naming = new Set(places.map(({ id }) => id));
  const related: RelatedCandidate[] = [];
  for (const day of await candidateDays(context)) {
    for await (const read of readCandidates(context, day)) {
      throwIfCancelled(context.signal);
      if (isProblem(read) || naming.has(read.candidate.id)) continue;
      const proof = read.candidate.provenance.find(({ file, line }) =>
        ranges.get(file)?.some(({ from, to }) => from <= line && line <= to),
      );
      if (proof === undefined) continue;
      related.push({ candidate: read.candidate.id, file: proof.file, line: proof.line });
    }
  }
  return related;
}

async function conversationsWith(
  { files, signal }: Pick<JobContext, 'files' | 'signal'>,
  { mining }: Config,
  file: string,
  named: ReadonlySet<number | undefined>,
): Promise<LineRange[]> {
  const ranges: LineRange[] = [];
  const cutter = new ConversationCutter(mining.conversationGapMinutes * MINUTE_MS);
  const take = (conversation: Conversation | undefined) => {
    const range = conversation && rangeOf(conversation);
    if (range === undefined) return;
    for (let line = range.from; line <= range.to; line += 1)
      if (named.has(line)) return void ranges.push(range);
  };
  const options = { looksLikeRecord: looksLikeMemoryEntry, signal };
  for await (const item of readJsonLines(files, file, options)) {
    const entry = memoryEntryOf(item);
    if (entry !== undefined) take(cutter.push(withoutText(entry)));
  }
  take(cutter.finish());
  return ranges;
}

/** A conversation may be long, and only its lines matter here. */
function withoutText<Entry extends { readonly text: string }>(entry: Entry): Entry {
  return { ...entry, text: '' };
}

function rangeOf({ entries }: Conversation): LineRange | undefined {
  const [first, last] = [entries[0], entries.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  return { from: first.position.line, to: last.position.line };
}
