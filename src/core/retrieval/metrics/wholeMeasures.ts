import type { JudgedRanking } from './judgedRanking.js';
import { type Measure, meanOf, ratio } from './measure.js';

function sumOf(name: string, of: Measure['of']): Measure {
  return { name, summary: 'sum', isCount: true, of };
}

export const FOUND = sumOf('num_ret', ({ grades }) => grades.length);
/** Over all judged queries trec_eval counts every grade above 0, whatever counts as relevant. */
export const RELEVANT: Measure = {
  ...sumOf('num_rel', ({ relevant }) => relevant),
  ofJudged: ({ idealGains }) => idealGains.length,
};
export const RELEVANT_FOUND = sumOf('num_rel_ret', ({ relevantFound }) => relevantFound);
export const NON_RELEVANT_FOUND = sumOf('num_nonrel_judged_ret', nonRelevantFound);

function nonRelevantFound({ grades, relevanceLevel }: JudgedRanking): number {
  return grades.filter((grade) => grade >= 0 && grade < relevanceLevel).length;
}

/** Measures of what was found as a set, whatever its order. */
export const SET_PRECISION = meanOf('set_P', setPrecision);
export const SET_RECALL = meanOf('set_recall', setRecall);

function setPrecision({ relevantFound, grades }: JudgedRanking): number {
  return ratio(relevantFound, grades.length);
}

function setRecall({ relevantFound, relevant }: JudgedRanking): number {
  return ratio(relevantFound, relevant);
}

export const SET_RELATIVE_PRECISION = meanOf(
  'set_relative_P',
  ({ relevantFound, relevant, grades }) => ratio(relevantFound, Math.min(grades.length, relevant)),
);

/** Precision times recall. */
export const SET_AVERAGE_PRECISION = meanOf('set_map', ({ relevantFound, relevant, grades }) =>
  ratio(relevantFound * relevantFound, grades.length * relevant),
);

/** The harmonic mean of precision and recall (F1). */
export const SET_F = meanOf('set_F', (ranking) => {
  const [precision, recall] = [setPrecision(ranking), setRecall(ranking)];
  return ratio(2 * precision * recall, precision + recall);
});

/** Relevant documents found less the others found. */
export const UTILITY = meanOf(
  'utility',
  ({ relevantFound, grades }) => relevantFound - (grades.length - relevantFound),
);
