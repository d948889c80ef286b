import { CodelumiError, throwIfCancelled } from '../../errors.js';
import type { Job } from '../../job.js';
import { RERANKED } from '../../reranking/rankKnowledge.js';
import { KnowledgeIndex } from '../../retrieval/knowledgeIndex.js';
import { readEvaluationContext } from '../../screening/context/screeningContext.js';
import { readTombstones } from '../../screening/erasure/tombstones.js';
import { knownInKnowledgeBase } from '../../snapshots/base.js';
import { indexedEntry } from '../../snapshots/indexedEntry.js';
import { leaveOutErased } from '../../snapshots/leaveOutErased.js';
import { SeededRandom } from '../../statistics/seededRandom.js';
import { readConfig } from '../../workspace/config.js';
import { withWorkspaceLock } from '../../workspace/lock.js';
import { dayOf } from '../../workspace/paths.js';
import { pairKey } from './annotations.js';
import { type LeftOut, loggedQueries, whyLeftOut } from './loggedQueries.js';
import {
  MOST_PAIRS,
  requireSampleName,
  type SamplePair,
  sampleFile,
  sampleNames,
} from './sample.js';
import { type DrawnPair, type RankedQuery, stratify } from './stratify.js';

export interface DrawSampleInput {
  /** How many pairs are wanted. */
  readonly size: number;
  /** Same seed, logs and knowledge base: same sample. */
  readonly seed?: number | undefined;
  /** Left out: `sample-` and the day. */
  readonly name?: string | undefined;
}

export interface DrawnSample {
  readonly name: string;
  readonly file: string;
  /** Pairs; fewer than wanted where the logs do not give more. */
  readonly pairs: number;
  /** How many of them each stratum has. */
  readonly strata: Readonly<Record<string, number>>;
  /** Of the queries that were looked at, how many were left out for what. */
  readonly leftOut: Readonly<Record<LeftOut, number>>;
}

/** More queries than this many times the wanted pairs add no choice. */
const QUERIES_A_PAIR = 4;
const LEAST_QUERIES = 200;

/**
 * "Draw Annotation Sample": queries that were logged and what is found for them now, drawn by rank and score, to be
 * graded by people. Never a query that quality is measured with, or nearly one, and none that holds something private.
 *
 * @throws CodelumiError `wrong-usage` for a size or name that cannot be, `not-found` when the logs hold no query that
 *   finds something
 */
export const drawSample: Job<DrawSampleInput, DrawnSample> = async (
  { size, seed = 1, name },
  context,
) => {
  if (!Number.isInteger(size) || size < 1 || size > MOST_PAIRS) throw noSuchSize();
  if (name !== undefined) requireSampleName(name);
  const config = await readConfig(context.files);
  const random = new SeededRandom(seed);
  context.progress({ message: 'Reading logged queries' });
  const queries = random.shuffled(await loggedQueries(context, config));
  context.progress({ message: 'Reading the knowledge base' });
  const known = await knownInKnowledgeBase(context, config.sources.knowledgeBase);
  const tombstones = await readTombstones(context);
  const entries = leaveOutErased(known, [], tombstones).known.map(({ entry }) => entry);
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const index = new KnowledgeIndex([...byId.values()].map(indexedEntry));
  const evaluation = await readEvaluationContext(context);
  const gates = { evaluation, tombstones, policy: config.screening };
  const leftOut = { evaluation: 0, private: 0 };
  const ranked: RankedQuery[] = [];
  const enough = Math.max(LEAST_QUERIES, QUERIES_A_PAIR * size);
  for (const query of queries) {
    throwIfCancelled(context.signal);
    if (ranked.length === enough) break;
    const why = whyLeftOut(query, gates);
    if (why !== undefined) leftOut[why] += 1;
    const hits = why === undefined ? index.search(query, RERANKED) : [];
    if (hits.length > 0) ranked.push({ query, hits });
    context.progress({ message: 'Looking at logged queries', done: ranked.length, total: enough });
  }
  const keyOf = ({ query, id }: DrawnPair) => pairKey({ query, candidate: byId.get(id)?.a ?? '' });
  const pairs = stratify(ranked, size, random, keyOf).flatMap((drawn): SamplePair[] => {
    const entry = byId.get(drawn.id);
    if (entry === undefined) return [];
    const { query, id, rank, score, stratum } = drawn;
    return [{ query, candidate: entry.a, id, question: entry.q, rank, score, stratum }];
  });
  if (pairs.length === 0) throw nothingToDrawFrom(leftOut);
  return withWorkspaceLock(context, 'draw a sample', async (lock) => {
    const taken = await sampleNames(context);
    if (name !== undefined && taken.includes(name)) throw nameTaken(name);
    const free = name ?? freeName(`sample-${dayOf(context.clock.now())}`, taken);
    await lock.confirm();
    const lines = pairs.map((pair) => `${JSON.stringify(pair)}\n`).join('');
    await context.files.replace(sampleFile(free), lines);
    const strata: Record<string, number> = {};
    for (const { stratum } of pairs) strata[stratum] = (strata[stratum] ?? 0) + 1;
    return { name: free, file: sampleFile(free), pairs: pairs.length, strata, leftOut };
  });
};

function freeName(wanted: string, taken: readonly string[]): string {
  let name = wanted;
  for (let number = 2; taken.includes(name); number += 1) name = `${wanted}-${number}`;
  return name;
}

function noSuchSize(): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: `A sample has 1 to ${MOST_PAIRS} pairs`,
    remedy: 'Draw as many as people can grade: 100 to 200 pairs.',
  });
}

function nameTaken(name: string): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: `There is a sample ${name} already`,
    place: { file: sampleFile(name) },
    remedy: 'Give the new one another name.',
  });
}

function nothingToDrawFrom(leftOut: Readonly<Record<LeftOut, number>>): CodelumiError {
  const left = leftOut.evaluation + leftOut.private;
  const why = left === 0 ? '' : `; ${left} queries were left out`;
  return new CodelumiError({
    reason: 'not-found',
    what: `There is no logged query that may be graded and finds something${why}`,
    remedy: 'Name the log of searches as sources.kbUsage in .codelumi/config.json.',
  });
}
