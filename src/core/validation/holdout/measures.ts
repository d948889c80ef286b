import { AVERAGE_PRECISION, reciprocalRankAt } from '../../retrieval/metrics/averagePrecision.js';
import { precisionAt, recallAt, successAt } from '../../retrieval/metrics/cutoffMeasures.js';
import { ndcgAt } from '../../retrieval/metrics/gainMeasures.js';
import type { Measure } from '../../retrieval/metrics/measure.js';

const CUTOFFS = [1, 3, 5, 10] as const;

/** Every figure of a report, by its name there. `success@1` is how often the first answer is right (answer@1). */
export const MEASURES: ReadonlyMap<string, Measure> = new Map([
  ['success@1', successAt(1)],
  ...CUTOFFS.map((k): [string, Measure] => [`precision@${k}`, precisionAt(k)]),
  ...CUTOFFS.map((k): [string, Measure] => [`recall@${k}`, recallAt(k)]),
  ['mrr@10', reciprocalRankAt(10)],
  ['map', AVERAGE_PRECISION],
  ...CUTOFFS.map((k): [string, Measure] => [`ndcg@${k}`, ndcgAt(k)]),
]);
