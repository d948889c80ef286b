import type { Job, JobContext } from '../job.js';
import { FAULTS } from '../records/readFault.js';
import { maskPrivate } from '../screening/maskPrivate.js';
import { candidateDays, isProblem, readCandidates } from '../workspace/candidateFiles.js';
import { readConfig } from '../workspace/config.js';
import type { Config } from '../workspace/configSchema.js';
import { stampsOf } from '../workspace/fileStamp.js';
import { matchesPath } from '../workspace/pathPattern.js';
import { CONFIG_FILE, candidatesFile } from '../workspace/paths.js';
import { resolveSources } from '../workspace/sources.js';
import { logContext } from './central/logContext.js';
import { EXPLAINED, verdictWords } from './explain.js';
import { type LineExplanations, LineExplanationsBuilder } from './lineExplanations.js';
import { mineLogs } from './mineLogs.js';

/** Whether the lines of a file can be explained: the settings name it as a log, and logs are files. */
export function isExplained({ sources }: Pick<Config, 'sources'>, file: string): boolean {
  if (sources.clickhouse !== undefined) return false;
  return EXPLAINED.some((kind) => sources[kind].some((path) => matchesPath(path, file)));
}

/**
 * Why each line of the logs became a candidate, or why not: what `explain` says, of all lines by one
 * run. Mines with the settings as they are and writes nothing.
 */
export const explainLines: Job<Record<string, never>, LineExplanations> = async (
  _input,
  context,
) => {
  const config = await readConfig(context.files);
  const logsFrom = logContext(context, config);
  const sources = await resolveSources(logsFrom, config);
  const { result, tallies } = await mineLogs(logsFrom, config, { verdicts: true });
  const builder = new LineExplanationsBuilder(EXPLAINED.flatMap((kind) => sources[kind]));
  for (const verdict of result.verdicts)
    builder.add({ kind: 'verdict', ...verdictWords(verdict) }, verdict.lines);
  for (const { query, provenance } of result.drafts)
    builder.add({ kind: 'becomes', query: maskPrivate(query, config.screening) }, provenance);
  for (const { malformed } of tallies) {
    for (const place of malformed)
      builder.add({ kind: 'fault', message: FAULTS[place.kind].message }, [place]);
  }
  await addCandidates(builder, context);
  return builder.explanations();
};

async function addCandidates(builder: LineExplanationsBuilder, context: JobContext): Promise<void> {
  context.progress({ message: 'Looking up candidates' });
  for (const day of await candidateDays(context)) {
    for await (const read of readCandidates(context, day)) {
      if (isProblem(read)) continue;
      const { id, provenance } = read.candidate;
      builder.add({ kind: 'candidate', id }, provenance);
    }
  }
}

/**
 * The same while `explainLines` would say the same: of logs, settings and candidates as they are.
 * @throws CodelumiError as `resolveSources`
 */
export async function explanationVersion(
  context: Pick<JobContext, 'files' | 'signal'>,
): Promise<string> {
  const { files } = context;
  const days = await candidateDays(context);
  const sources = await resolveSources(context, await readConfig(files));
  const logs = EXPLAINED.flatMap((kind) => sources[kind]);
  const paths = [CONFIG_FILE, ...logs, ...days.map(candidatesFile)];
  return stampsOf(files, paths);
}
