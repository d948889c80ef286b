import { aboutAnswer } from '../candidateRules/aboutAnswer.js';
import type { ContextRule } from '../contextRule.js';

/** Longer answers have enough tokens whatever counts them. */
const SURELY_ENOUGH = 16;

export const tooFewTokens: ContextRule = {
  rule: 'too-few-tokens',
  version: 1,
  description: 'An answer of too few tokens to teach anything.',
  find({ assistant_output: answer }, { countTokens }, { minimumAnswerTokens: least }) {
    // No answer at all is a gap, not a bad answer.
    if (answer.trim() === '' || answer.length > least * SURELY_ENOUGH) return [];
    const tokens = countTokens(answer);
    if (tokens >= least) return [];
    return [
      aboutAnswer(this, answer, {
        kind: 'uninformative',
        severity: 'blocking',
        score: 0.9,
        message: `The answer has ${tokens} tokens; at least ${least} are asked for.`,
      }),
    ];
  },
};
