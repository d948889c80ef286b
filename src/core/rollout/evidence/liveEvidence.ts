import { throwIfCancelled } from '../../errors.js';
import type { JobContext } from '../../job.js';
import type { Facts } from '../../mining/facts/facts.js';
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

/** Feedback may be about a search a little before. */
const EARLIER_MS = 60_000;

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
  const counts = new LiveCounts(question, config.mining.conversationGapMinutes * 60_000);
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

/** The rows of one log's searches, found again by where their lines begin. */
class SearchesOfFile {
  /** Where the first line begins that is late enough; undefined where none is. */
  readonly start: LineStart | undefined;
  readonly #facts: Facts;
  /** By where their lines begin. */
  readonly #rows: readonly number[];
  #next = 0;

  constructor(facts: Facts, file: string, since: number) {
    this.#facts = facts;
    const number = facts.files.numberOf(file);
    const [files, times] = [facts.uses.column('file'), facts.uses.column('time')];
    const rows: number[] = [];
    let first = false;
    for (let row = 0; row < facts.uses.length; row += 1) {
      if (files.at(row) !== number) continue;
      first ||= times.at(row) >= since;
      if (first) rows.push(row);
    }
    this.#rows = rows;
    const position = rows[0] === undefined ? undefined : this.#positionOf(rows[0]);
    this.start = position && { line: position.line, byteOffset: position.byteOffset };
  }

  /** @param byteOffset never less than the one before */
  rowAt(byteOffset: number): number | undefined {
    for (; this.#next < this.#rows.length; this.#next += 1) {
      const row = this.#rows[this.#next];
      const begin = row === undefined ? undefined : this.#positionOf(row)?.byteOffset;
      if (begin === byteOffset) return row;
      if (begin === undefined || begin > byteOffset) return undefined;
    }
    return undefined;
  }

  #positionOf(row: number) {
    return this.#facts.positionOf(this.#facts.uses.at(row, 'use'));
  }
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
