import { MINUTE_MS } from '../../durations.js';
import { throwIfCancelled } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { readFacts } from '../../mining/facts/readFacts.js';
import { isDocument } from '../../mining/facts/readLog.js';
import { readJsonDocument } from '../../records/jsonDocumentReader.js';
import { readJsonLineBatches } from '../../records/jsonLinesReader.js';
import type { LineStart } from '../../records/lineSplitter.js';
import type { ReadItem } from '../../records/readItem.js';
import type { Config } from '../../workspace/configSchema.js';
import { filesOf } from '../../workspace/sources.js';
import type { LiveEvidence } from './evidence.js';
import { judgedExposureOf, looksLikeSearch } from './exposure.js';
import { LiveCounts, type LiveQuestion } from './liveCounts.js';
import { rejectedSearches } from './rejectedSearches.js';
import { SearchesOfFile } from './searchesOfFile.js';

/** Feedback may be about a search a little before. */
const EARLIER_MS = MINUTE_MS;

/**
 * What the logs tell of a rollout: who was answered by which deployment, and what came of it. Nothing is written. The log
 * of searches is read from the first line that counts; beside rows of numbers for each search, what is kept grows with the people
 * and days of the rollout alone.
 *
 * @param context with the logs where the settings say they are; see `logContext`
 * @throws CodelumiError `not-found`, `not-a-file` or `not-readable` for the logs, JobCancelled
 */
export async function liveEvidence(
  context: JobContext,
  config: Config,
  question: LiveQuestion,
): Promise<LiveEvidence> {
  const { facts } = await readFacts(context, config);
  const rejected = rejectedSearches(facts, question.since - EARLIER_MS, config.mining);
  const counts = new LiveCounts(question, config.mining.conversationGapMinutes * MINUTE_MS);
  const now = context.clock.now().getTime();
  for (const file of await filesOf(context, config, 'kbUsage')) {
    const searches = new SearchesOfFile(facts, file, question.since);
    if (searches.start === undefined) continue;
    for await (const item of itemsFrom(context, file, searches.start)) {
      if (item.kind === 'fault') continue; // Mining reports it, with its place.
      const row = searches.rowAt(item.position.byteOffset);
      const exposure = judgedExposureOf(item.value);
      // What claims to come from the future cannot be told to be of this stage.
      if (exposure === undefined || exposure.time > now) continue;
      counts.add(exposure, row !== undefined && rejected[row] === 1, item.position);
    }
  }
  return counts.evidence();
}

async function* itemsFrom(
  { files, signal }: Pick<JobContext, 'files' | 'signal'>,
  file: string,
  from: LineStart,
): AsyncGenerator<ReadItem> {
  const options = { looksLikeRecord: looksLikeSearch, signal };
  if (isDocument({ file, kind: 'uses' })) {
    yield* readJsonDocument(files, file, options);
    return;
  }
  const end = (await files.stat(file))?.size ?? 0;
  for await (const { items } of readJsonLineBatches(files, file, options, { from, end })) {
    throwIfCancelled(signal);
    yield* items;
  }
}
