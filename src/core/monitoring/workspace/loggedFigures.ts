import type { JobContext } from '../../job.js';
import { logContext } from '../../mining/central/logContext.js';
import { coverageOf } from '../../mining/coverage.js';
import { readFacts } from '../../mining/facts/readFacts.js';
import type { RecordPosition } from '../../records/recordPosition.js';
import type { Config } from '../../workspace/configSchema.js';
import { stampsOf } from '../../workspace/fileStamp.js';
import { filesOf } from '../../workspace/sources.js';
import type { PlotSource } from '../plots/plot.js';
import type { MeasureMemory } from './measureMemory.js';
import type { GapCandidate } from './reviewedDay.js';
import type { CoverageGap } from './workspaceMeasures.js';

/** What the logs say, as far as it is measured here. No text of theirs. */
export interface LoggedFigures {
  /** Records of all logs that mining reads. */
  readonly entries: number;
  /** How often somebody asked. */
  readonly asked: number;
  /** Of each gap, every line that found nothing; most first. */
  readonly gaps: readonly (readonly RecordPosition[])[];
}

const NOTHING: LoggedFigures = { entries: 0, asked: 0, gaps: [] };

/** The logs that the figures depend on. */
const READ = ['memory', 'kbUsage', 'signals', 'executor'] as const;

/**
 * Reads what the logs have gained since the last run of mining, as mining does; what it reads is kept for the next time,
 * except where nothing may be written.
 *
 * @throws CodelumiError `not-found` for logs that the settings name and that are not there
 */
export async function readLoggedFigures(
  context: JobContext,
  config: Config,
  memory: MeasureMemory,
): Promise<LoggedFigures> {
  const logs = logContext(context, config);
  if ((await filesOf(logs, config, 'memory')).length === 0) return NOTHING;
  const paths: string[] = [];
  for (const kind of READ) paths.push(...(await filesOf(logs, config, kind)));
  const stamp = JSON.stringify([config.mining, await stampsOf(logs.files, paths)]);
  return memory.recall('logs', stamp, async () => {
    const { facts, tallies } = await readFacts(logs, config, { keep: context.actor !== undefined });
    const entries = tallies.reduce((sum, { report }) => sum + report.records, 0);
    return { entries, ...coverageOf(facts, config.mining) };
  });
}

/** More gaps, and more places of one, than anybody looks at; the counts stay exact. */
const MOST_GAPS = 200;
const MOST_SOURCES = 60;

/** @param candidates those that mining made of gaps, whatever became of them */
export function coverageGaps(
  { gaps }: Pick<LoggedFigures, 'gaps'>,
  candidates: readonly GapCandidate[],
): CoverageGap[] {
  const byLine = new Map<string, Set<string>>();
  for (const { id, lines } of candidates)
    for (const line of lines) byLine.set(line, (byLine.get(line) ?? new Set()).add(id));
  return gaps.slice(0, MOST_GAPS).map((misses) => {
    const about = misses.flatMap(({ file, line }) => [...(byLine.get(`${file}:${line}`) ?? [])]);
    return {
      searches: misses.length,
      sources: sourcesOf(misses),
      candidates: [...new Set(about)].sort(),
    };
  });
}

/** Lines that follow each other as one place. */
function sourcesOf(misses: readonly RecordPosition[]): PlotSource[] {
  const places: PlotSource[] = [];
  for (const { file, line } of misses.toSorted(inPlaceOrder)) {
    const before = places.at(-1);
    const isNext = before?.file === file && line <= before.last + 1;
    if (before !== undefined && isNext) places[places.length - 1] = { ...before, last: line };
    else if (places.length < MOST_SOURCES) places.push({ file, first: line, last: line });
    else break;
  }
  return places;
}

function inPlaceOrder(a: RecordPosition, b: RecordPosition): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.line - b.line;
}
