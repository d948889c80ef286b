import { compareHits, type Hit } from '../bm25f/bestHits.js';

/** How relevant each judged document is to a query: 0 is not, below 0 is in the pool but was not judged. */
export type Judgements = ReadonlyMap<string, number>;

/** What of a ranking counts. */
export interface RankingOptions {
  /** From this grade on a document is relevant (`-l`); 1 when left out. Gains do not depend on it. */
  readonly relevanceLevel?: number;
  /** Documents behind this rank are cut off (`-M`). */
  readonly depth?: number;
  /** Documents that were not judged are taken out (`-J`). */
  readonly isJudgedOnly?: boolean;
}

/** Not in the pool of judgements. */
export const UNPOOLED = -1;
/** In the pool, and not judged. */
export const UNJUDGED = -2;

/** One query's ranking held against its judgements, as trec_eval 10.0 does it (form_res_rels.c). */
export interface JudgedRanking {
  /** By rank: the grade, `UNPOOLED` or `UNJUDGED`. */
  readonly grades: readonly number[];
  readonly relevanceLevel: number;
  /** Relevant documents, found or not. */
  readonly relevant: number;
  readonly relevantFound: number;
  /** Judged documents that are not relevant, found or not. */
  readonly nonRelevant: number;
  /** Grades of all documents with a grade above 0, greatest first: the gains of an ideal ranking. */
  readonly idealGains: readonly number[];
}

/**
 * @param documents of a run, in any order, each once; what rank the run claims does not count
 */
export function judgeRanking(
  documents: readonly Hit[],
  judgements: Judgements,
  {
    relevanceLevel = 1,
    depth = Number.POSITIVE_INFINITY,
    isJudgedOnly = false,
  }: RankingOptions = {},
): JudgedRanking {
  const ranked = documents.toSorted(compareHits).slice(0, depth);
  const grades = ranked
    .map(({ id }) => gradeOf(judgements.get(id)))
    .filter((grade) => !isJudgedOnly || grade >= 0);
  const judged = [...judgements.values()].filter((grade) => grade >= 0);
  const relevant = judged.filter((grade) => grade >= relevanceLevel).length;
  return {
    grades,
    relevanceLevel,
    relevant,
    relevantFound: grades.filter((grade) => grade >= relevanceLevel).length,
    nonRelevant: judged.length - relevant,
    idealGains: judged.filter((grade) => grade > 0).sort((a, b) => b - a),
  };
}

function gradeOf(judgement: number | undefined): number {
  if (judgement === undefined) return UNPOOLED;
  return judgement < 0 ? UNJUDGED : judgement;
}

/** Relevant documents within the first `cutoff`. */
export function hitsWithin({ grades, relevanceLevel }: JudgedRanking, cutoff: number): number {
  let hits = 0;
  const end = Math.min(cutoff, grades.length);
  for (let rank = 0; rank < end; rank += 1)
    if ((grades[rank] ?? UNPOOLED) >= relevanceLevel) hits += 1;
  return hits;
}
