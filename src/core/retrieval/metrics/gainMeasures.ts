import type { JudgedRanking } from './judgedRanking.js';
import { type Measure, meanOf, ratio } from './measure.js';

/** The gain of a document is its grade; what was not judged gains nothing. */
function gainOf(grade: number | undefined): number {
  return Math.max(grade ?? 0, 0);
}

function discounted(gain: number, rank: number): number {
  return gain / Math.log2(rank + 2);
}

function discountedGain(gains: readonly number[], cutoff: number): number {
  let sum = 0;
  const end = Math.min(cutoff, gains.length);
  for (let rank = 0; rank < end; rank += 1) sum += discounted(gainOf(gains[rank]), rank);
  return sum;
}

/**
 * nDCG@k (Järvelin and Kekäläinen 2002): discounted gain of the first k over that of an ideal ranking's first k,
 * with the grade itself as gain (not 2^grade − 1) and the discount log₂(rank + 1).
 */
export function ndcgAt(k: number): Measure {
  return meanOf(`ndcg_cut_${k}`, ({ grades, idealGains }) =>
    ratio(discountedGain(grades, k), discountedGain(idealGains, k)),
  );
}

/** nDCG of the whole ranking. */
export const NDCG = meanOf('ndcg', ({ grades, idealGains }) =>
  ratio(discountedGain(grades, grades.length), discountedGain(idealGains, idealGains.length)),
);

/** Mean of the nDCG at the rank of each relevant document; those not found count with the last one. */
export const NDCG_AT_RELEVANT = meanOf('ndcg_rel', ({ grades, idealGains }) => {
  let [gained, ideal, sum, found] = [0, 0, 0, 0];
  for (const [rank, grade] of grades.entries()) {
    gained += discounted(gainOf(grade), rank);
    ideal += discounted(gainOf(idealGains[rank]), rank);
    if (grade <= 0) continue;
    sum += gained / ideal;
    found += 1;
  }
  const missing = idealGains.length - found;
  sum += missing * ratio(gained, discountedGain(idealGains, idealGains.length));
  return ratio(sum, idealGains.length);
});

/** Mean of the nDCG at the ranks where the gain of an ideal ranking changes. */
export const NDCG_AT_CHANGES = meanOf('Rndcg', ({ grades, idealGains, relevant }) => {
  if (relevant === 0) return 0;
  const points: number[] = [];
  let [gained, ideal] = [0, 0];
  const end = Math.max(grades.length, idealGains.length + 1);
  for (let rank = 0; rank < end; rank += 1) {
    const [gain, before] = [gainOf(idealGains[rank]), gainOf(idealGains[rank - 1])];
    if (rank > 0 && rank <= idealGains.length && gain !== before) points.push(gained / ideal);
    gained += discounted(gainOf(grades[rank]), rank);
    ideal += discounted(gain, rank);
  }
  // What follows behind the last ideal document is one more point.
  if (grades.length > idealGains.length + 1) points.push(gained / ideal);
  return points.reduce((sum, point) => sum + point, 0) / points.length;
});

/** Gain over the logarithm of the cost so far, which grows by at least 1 a rank (trec_eval's G). */
export const GAIN_OVER_COST = meanOf('G', ({ grades, idealGains }) => {
  let [gained, cost, sum] = [0, 0, 0];
  for (const [rank, grade] of grades.entries()) {
    const gain = gainOf(grade);
    gained += gain;
    cost += Math.max(gainOf(idealGains[rank]), 1);
    if (gain > 0) sum += gain / Math.log2(2 + cost - gained);
  }
  return ratio(
    sum,
    idealGains.reduce((total, gain) => total + gain, 0),
  );
});

/** The same with relevant or not as the only gains. */
export const BINARY_GAIN_OVER_COST = meanOf(
  'binG',
  ({ grades, relevanceLevel, relevant }: JudgedRanking) => {
    let [hits, sum] = [0, 0];
    for (const [rank, grade] of grades.entries()) {
      if (grade < relevanceLevel) continue;
      hits += 1;
      sum += 1 / Math.log2(3 + rank - hits);
    }
    return ratio(sum, relevant);
  },
);
