import { throwIfCancelled } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { RERANKED, rankKnowledge } from '../../reranking/rankKnowledge.js';
import type { Reranker } from '../../reranking/reranker.js';
import type { Hit } from '../../retrieval/bm25f/bestHits.js';
import type { KnowledgeIndex } from '../../retrieval/knowledgeIndex.js';
import { type Judgements, judgeRanking } from '../../retrieval/metrics/judgedRanking.js';
import { MEASURES } from './measures.js';

/** What answers a query: a knowledge base, in the order of BM25F or of a reranker. */
export interface RankingSystem {
  readonly knowledge: KnowledgeIndex;
  readonly reranker?: Reranker | undefined;
}

/** A query, and what is relevant to it in the system's knowledge base. */
export interface JudgedQuery {
  readonly query: string;
  readonly judgements: Judgements;
}

/** One query's ranking and its figures. */
export interface RankedQuery {
  /** Best first, at most `RERANKED`. */
  readonly hits: readonly Hit[];
  readonly judgements: Judgements;
  /** In the order of `MEASURES`. */
  readonly values: readonly number[];
  /** Rank of the first relevant entry, from 1; undefined: not among the hits. */
  readonly rank: number | undefined;
}

/** Ranks every query, in order. */
export async function rankQueries(
  { signal }: Pick<JobContext, 'signal'>,
  { knowledge, reranker }: RankingSystem,
  queries: readonly JudgedQuery[],
): Promise<RankedQuery[]> {
  const ranked: RankedQuery[] = [];
  for (const { query, judgements } of queries) {
    throwIfCancelled(signal);
    const hits = await rankKnowledge(knowledge, query, { limit: RERANKED, reranker });
    ranked.push(judgedHits(hits, judgements));
  }
  return ranked;
}

/** @param hits best first */
export function judgedHits(hits: readonly Hit[], judgements: Judgements): RankedQuery {
  const ranking = judgeRanking(hits, judgements);
  const first = hits.findIndex(({ id }) => (judgements.get(id) ?? 0) > 0);
  return {
    hits,
    judgements,
    values: [...MEASURES.values()].map(({ of }) => of(ranking)),
    rank: first < 0 ? undefined : first + 1,
  };
}

/** One measure's figures, a query each. */
export function valuesOf(ranked: readonly RankedQuery[], measure: string): number[] {
  const at = [...MEASURES.keys()].indexOf(measure);
  return ranked.map(({ values }) => values[at] ?? Number.NaN);
}
