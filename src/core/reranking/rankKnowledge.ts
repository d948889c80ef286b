import { compareHits, type Hit } from '../retrieval/bm25f/bestHits.js';
import type { KnowledgeIndex } from '../retrieval/knowledgeIndex.js';
import type { Reranker } from './reranker.js';

/** How many entries of the first stage a reranker sees. */
export const RERANKED = 50;

export interface RankingInput {
  /** How many entries are wanted. */
  readonly limit: number;
  /** Left out: the order of BM25F. */
  readonly reranker?: Reranker | undefined;
}

/**
 * What the assistant would be given for a query, best first: the entries that BM25F finds, the first `RERANKED` of
 * them in the order of the reranker. Hits carry the score that ordered them.
 */
export async function rankKnowledge(
  knowledge: KnowledgeIndex,
  query: string,
  { limit, reranker }: RankingInput,
): Promise<Hit[]> {
  if (reranker === undefined) return knowledge.search(query, limit);
  const found = knowledge.search(query, RERANKED).flatMap(({ id }) => knowledge.entry(id) ?? []);
  const scores = await reranker.score(query, found);
  return found
    .map(({ id }, place) => ({ id, score: scores[place] ?? Number.NEGATIVE_INFINITY }))
    .sort(compareHits)
    .slice(0, limit);
}
