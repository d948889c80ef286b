import { aboutAnswer } from '../candidateRules/aboutAnswer.js';
import type { ContextRule } from '../contextRule.js';

/** An entry stuffed with words stands in the way of answers it has nothing to do with. */
export const retrievalReach: ContextRule = {
  rule: 'retrieval-reach',
  version: 1,
  description: 'An entry that a search would find for many unrelated questions.',
  find({ query, assistant_output }, { blastRadius }, { poisoning }) {
    if (assistant_output.trim() === '') return [];
    const reach = blastRadius.of(query, assistant_output);
    if (reach === undefined) return [];
    const share = reach.entered.length / Math.max(1, reach.tried);
    if (share <= Math.max(poisoning.blastRadius, reach.usual * TIMES_USUAL)) return [];
    const percent = Math.round(share * 1_000) / 10;
    return [
      aboutAnswer(this, assistant_output, {
        kind: 'poisoning',
        severity: 'warning',
        score: Math.min(0.95, Math.round((0.6 + 2 * share) * 100) / 100),
        message: `A search would find it among the first ${poisoning.top} for ${percent} % of ${reach.tried} unrelated questions.`,
      }),
    ];
  },
};

/** In a small knowledge base every entry stands high for many questions. */
const TIMES_USUAL = 2.5;
