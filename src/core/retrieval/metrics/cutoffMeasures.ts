import { hitsWithin, UNPOOLED } from './judgedRanking.js';
import { type Measure, meanOf, ratio } from './measure.js';

/** P@k: relevant documents among the first k, over k, also where fewer were found. */
export function precisionAt(k: number): Measure {
  return meanOf(`P_${k}`, (ranking) => hitsWithin(ranking, k) / k);
}

/** Of the relevant documents, the share that is among the first k. */
export function recallAt(k: number): Measure {
  return meanOf(`recall_${k}`, (ranking) => ratio(hitsWithin(ranking, k), ranking.relevant));
}

/** 1 when a relevant document is among the first k. `success_1` is the accuracy of the first answer. */
export function successAt(k: number): Measure {
  return meanOf(`success_${k}`, (ranking) => (hitsWithin(ranking, k) > 0 ? 1 : 0));
}

/** P@k over the greatest P@k there could be. */
export function relativePrecisionAt(k: number): Measure {
  return meanOf(`relative_P_${k}`, (ranking) =>
    ratio(hitsWithin(ranking, k), Math.min(k, ranking.relevant)),
  );
}

/** Share of the first k that nobody judged. */
export function unjudgedAt(k: number): Measure {
  return meanOf(
    `unj_${k}`,
    ({ grades }) => grades.slice(0, k).filter((grade) => grade < 0).length / k,
  );
}

/** Precision at rank R, the number of relevant documents. */
export const R_PRECISION = meanOf('Rprec', (ranking) =>
  ratio(hitsWithin(ranking, ranking.relevant), ranking.relevant),
);

/** Precision at a multiple of R, rounded up as trec_eval does it. */
export function rPrecisionAtMultiple(multiple: number): Measure {
  return meanOf(`Rprec_mult_${multiple.toFixed(2)}`, (ranking) => {
    const cutoff = Math.trunc(multiple * ranking.relevant + 0.9);
    return ratio(hitsWithin(ranking, cutoff), cutoff);
  });
}

/** Rank-biased precision (Moffat and Zobel 2008), persistence 0.9; grades above 1 are scaled to 0 to 1. */
export const RANK_BIASED_PRECISION = meanOf('rbp', ({ grades, idealGains: [greatest = 0] }) => {
  const scale = Math.max(greatest, 1);
  let [sum, weight] = [0, 1];
  for (const grade of grades) {
    if (grade > 0) sum += (grade / scale) * weight;
    weight *= PERSISTENCE;
  }
  return (1 - PERSISTENCE) * sum;
});

/** What rank-biased precision could still gain from documents that nobody judged; 0 when there are none. */
export const RANK_BIASED_RESIDUAL = meanOf('rbp_resid', ({ grades }) => {
  let [sum, weight] = [0, 1];
  for (const grade of grades) {
    if (grade <= UNPOOLED) sum += weight;
    weight *= PERSISTENCE;
  }
  return sum === 0 ? 0 : weight + (1 - PERSISTENCE) * sum;
});

const PERSISTENCE = 0.9;
