import type { CandidateText, Finding } from '../../records/candidate.js';
import type { EvaluationContext } from '../context/evaluationContext.js';
import type { ContextRule } from '../contextRule.js';
import type { ScreeningPolicy } from '../recogniser.js';

const EXCERPT = 400;

/** What was learned from an evaluation query cannot be evaluated with it any more: it blocks acceptance. */
export const holdoutLeak: ContextRule = {
  rule: 'holdout-leak',
  version: 1,
  description: 'A question that is nearly the same as an evaluation query.',
  find: (candidate, { evaluation }, policy) => leaksIn(candidate, evaluation, policy),
};

/** The same for a text alone, as it is checked on acceptance and when a snapshot is built. */
export function leaksIn(
  { query }: CandidateText,
  evaluation: EvaluationContext,
  policy: ScreeningPolicy,
): Finding[] {
  const leak = evaluation.nearDuplicateOf(query, policy.leakSimilarity);
  if (leak === undefined) return [];
  const { file, line, query: leaked } = leak.item;
  return [
    {
      kind: 'leak',
      rule: holdoutLeak.rule,
      version: holdoutLeak.version,
      severity: 'blocking',
      field: 'query',
      start: 0,
      end: query.length,
      score: Math.round(leak.similarity * 100) / 100,
      message:
        'Quality is measured with nearly this question; once it is learned, it measures nothing.',
      other: {
        where: 'evaluation',
        id: `${file}:${line}`,
        question: leaked.slice(0, EXCERPT),
        excerpt: leaked.slice(0, EXCERPT),
      },
    },
  ];
}
