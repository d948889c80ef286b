import type { JobContext } from '../../job.js';
import type { KnowledgeVersion } from '../versions/knowledgeVersion.js';
import type { HoldoutQuery } from './holdout.js';
import { judgementsIn } from './judgements.js';
import type { RankedQuery, RankingSystem } from './rankedQueries.js';
import { rankQueries } from './rankedQueries.js';

/** The queries that count: those to which one of the versions has an answer. */
export function answerableQueries(
  queries: readonly HoldoutQuery[],
  versions: readonly KnowledgeVersion[],
): HoldoutQuery[] {
  return queries.filter((query) =>
    versions.some((version) => judgementsIn(version, query).isAnswerable),
  );
}

/**
 * Ranks holdout queries in one version.
 * @param before the version that it came from
 */
export function rankHoldout(
  context: Pick<JobContext, 'signal'>,
  system: RankingSystem,
  version: KnowledgeVersion,
  queries: readonly HoldoutQuery[],
  before?: KnowledgeVersion,
): Promise<RankedQuery[]> {
  const judged = queries.map((query) => ({
    query: query.value.query,
    judgements: judgementsIn(version, query, before).judgements,
  }));
  return rankQueries(context, system, judged);
}
