import { formatFixed } from '../../retrieval/metrics/formatFigure.js';
import { meanInterval } from '../../statistics/meanInterval.js';
import { pairedRandomisationTest } from '../../statistics/randomisationTest.js';
import { mean } from '../../statistics/summaries.js';
import type { Figure } from '../gates/gateResult.js';
import { MEASURES } from './measures.js';
import { type RankedQuery, valuesOf } from './rankedQueries.js';

/** One way of ranking all queries. */
export interface RankingRow {
  readonly row: string;
  readonly figures: readonly Figure[];
}

/** Many rows have many figures: fewer draws than for a gate, which one figure decides. */
const RESAMPLES = 2_000;

export function rankingRow(row: string, ranked: readonly RankedQuery[]): RankingRow {
  if (ranked.length === 0) return { row, figures: [] };
  const figures = [...MEASURES.keys()].map((name) => {
    const values = valuesOf(ranked, name);
    const interval = meanInterval(values, { resamples: RESAMPLES }) ?? null;
    return { name, value: mean(values), n: values.length, interval };
  });
  return { row, figures };
}

/**
 * What a reranker is worth beside the order it was given, in words; undefined where it helps.
 * @param name as people know it
 */
export function harmInWords(
  name: string,
  {
    reranked,
    first,
    random,
  }: {
    readonly reranked: readonly RankedQuery[];
    readonly first: readonly RankedQuery[];
    readonly random: readonly RankedQuery[];
  },
): string | undefined {
  const [with_, without] = [valuesOf(reranked, 'ndcg@10'), valuesOf(first, 'ndcg@10')];
  const { n, difference, pValue } = pairedRandomisationTest(without, with_);
  if (n === 0) return undefined;
  const figures = `nDCG@10 is ${figure(with_)} with it and ${figure(without)} without (n = ${n}, p = ${formatFixed(pValue, 3)})`;
  if (difference < 0 && pValue < SIGNIFICANT) {
    const chance = pairedRandomisationTest(valuesOf(random, 'ndcg@10'), with_);
    const isShuffle = chance.difference <= 0 || chance.pValue >= SIGNIFICANT;
    const shuffle = isShuffle ? ' It ranks no better than a shuffle.' : '';
    return `${name} does harm: ${figures}.${shuffle}`;
  }
  return difference > 0 && pValue < SIGNIFICANT
    ? undefined
    : `${name} is not shown to help: ${figures}.`;
}

const SIGNIFICANT = 0.05;

function figure(values: readonly number[]): string {
  return formatFixed(mean(values), 3);
}
