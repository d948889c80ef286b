import type { CandidateRule } from '../recogniser.js';
import { codeShareOf } from '../text/substance.js';
import { aboutAnswer } from './aboutAnswer.js';

const MOSTLY = 0.8;
const FEWEST_WORDS = 4;

/** Code that nobody explains: neither in a sentence nor in a comment. */
export const mostlyCode: CandidateRule = {
  rule: 'mostly-code',
  version: 1,
  description: 'An answer that is code and explains nothing.',
  find({ assistant_output }) {
    const { share, explanation } = codeShareOf(assistant_output, FEWEST_WORDS);
    if (share < MOSTLY || explanation >= FEWEST_WORDS) return [];
    return [
      aboutAnswer(this, assistant_output, {
        kind: 'uninformative',
        severity: 'blocking',
        score: 0.8,
        message: `${Math.round(share * 100)} % of the answer is code, and nothing explains it.`,
      }),
    ];
  },
};
