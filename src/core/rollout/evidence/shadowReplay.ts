import { throwIfCancelled } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { rankKnowledge } from '../../reranking/rankKnowledge.js';
import type { RankedVersion } from '../../validation/gates/rankedGates.js';
import { answerableQueries, rankHoldout } from '../../validation/holdout/compareOnHoldout.js';
import { type HoldoutQuery, readHoldout } from '../../validation/holdout/holdout.js';
import type { RankedQuery } from '../../validation/holdout/rankedQueries.js';
import type { Config } from '../../workspace/configSchema.js';
import type { ReplayedQuery, ShadowEvidence } from './evidence.js';
import { type AcceptedQuery, loggedQueries } from './loggedQueries.js';

/** Behind this rank hardly anything reaches a user. */
const OVERLAP_RANKS = 10;

export interface Replay {
  /** What is in production, and what may take its place. */
  readonly baseline: RankedVersion;
  readonly candidate: RankedVersion;
}

/**
 * Asks two deployments the same queries: the holdout, and logged ones whose hit users accepted, for each of which it tells at
 * which rank both have what is right (what took an entry's place counts as that entry); and the newest logged queries, for
 * which it only tells how much of the first ten both have in common. Nothing is written, and users get nothing of it.
 *
 * What users accepted is what production showed them, so those queries lean towards it: a candidate that finds something
 * better still first is held to be worse there. The holdout does not lean.
 *
 * @param context with the logs where the settings say they are; see `logContext`
 */
export async function shadowReplay(
  context: JobContext,
  config: Config,
  { baseline, candidate }: Replay,
): Promise<ShadowEvidence> {
  const { lines: holdout } = await readHoldout(context);
  const { replayed } = config.rollout.shadow;
  const { accepted, searched } = await loggedQueries(context, config, replayed);
  const judged = answerableQueries(
    [...holdout, ...accepted.map(judgedByUsers)],
    [baseline.version, candidate.version],
  );
  context.progress({ message: 'Ranking judged queries' });
  const before = await rankHoldout(context, baseline.system, baseline.version, judged);
  const after = await rankHoldout(
    context,
    candidate.system,
    candidate.version,
    judged,
    baseline.version,
  );
  const inHoldout = new Set(holdout);
  const queries = judged.map((query, i): ReplayedQuery => {
    const source = inHoldout.has(query) ? 'holdout' : 'accepted';
    const ranks = { baseline: reciprocalRank(before[i]), candidate: reciprocalRank(after[i]) };
    return { source, ...query.place, ...ranks };
  });
  const asked = new Set([...judged.map(({ value }) => value.query), ...searched]).size;
  return { queries, asked, ...(await overlapOf(context, searched, { baseline, candidate })) };
}

/** What users accepted, as a line of the holdout would say it. */
function judgedByUsers({ query, ids, place }: AcceptedQuery): HoldoutQuery {
  return { value: { query, relevant: ids.map((id) => ({ id, grade: 1 })) }, place };
}

function reciprocalRank(ranked: RankedQuery | undefined): number {
  return ranked?.rank === undefined ? 0 : 1 / ranked.rank;
}

async function overlapOf(
  context: JobContext,
  queries: readonly string[],
  { baseline, candidate }: Replay,
): Promise<Pick<ShadowEvidence, 'replayed' | 'overlap'>> {
  let sum = 0;
  for (const [done, query] of queries.entries()) {
    throwIfCancelled(context.signal);
    context.progress({ message: 'Replaying logged queries', done, total: queries.length });
    const [before, after] = [await firstIds(baseline, query), await firstIds(candidate, query)];
    // Where what an entry of old stood for stands now.
    const standing = new Set([...before].map((id) => candidate.version.standingId(id)));
    const common = [...after].filter((id) => standing.has(id)).length;
    const most = Math.max(standing.size, after.size);
    sum += most === 0 ? 1 : common / most;
  }
  const replayed = queries.length;
  return { replayed, overlap: replayed === 0 ? null : sum / replayed };
}

async function firstIds({ system }: RankedVersion, query: string): Promise<Set<string>> {
  const { knowledge, reranker } = system;
  const hits = await rankKnowledge(knowledge, query, { limit: OVERLAP_RANKS, reranker });
  return new Set(hits.map(({ id }) => id));
}
