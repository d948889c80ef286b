import type { CandidateRule } from '../recogniser.js';
import { type Substance, substanceOf } from '../text/substance.js';
import { aboutAnswer } from './aboutAnswer.js';

/** Fewer words than this beside excuses and politeness teach nothing. */
const FEWEST_WORDS = 6;

/** "I cannot find any files." and its relatives. */
export const boilerplate: CandidateRule = {
  rule: 'boilerplate',
  version: 1,
  description: 'An answer that only says that nothing was found or can be done.',
  find({ assistant_output }) {
    const substance = substanceOf(assistant_output, FEWEST_WORDS);
    if (!isEmpty(substance) || substance.empty.refusal === 0) return [];
    return [
      aboutAnswer(this, assistant_output, {
        kind: 'uninformative',
        severity: 'blocking',
        score: 0.9,
        message: 'The answer only says that nothing was found or can be done.',
      }),
    ];
  },
};

/** A question back, "it depends" and no more, an apology. */
export const nonAnswer: CandidateRule = {
  rule: 'non-answer',
  version: 1,
  description: 'An answer that asks back, evades or apologises and says nothing else.',
  find({ assistant_output }) {
    const substance = substanceOf(assistant_output, FEWEST_WORDS);
    if (!isEmpty(substance) || substance.empty.refusal > 0) return [];
    return [
      aboutAnswer(this, assistant_output, {
        kind: 'uninformative',
        severity: 'blocking',
        score: 0.85,
        message: 'The answer asks back, evades or apologises, and says nothing else.',
      }),
    ];
  },
};

function isEmpty({ words, empty }: Substance): boolean {
  return words < FEWEST_WORDS && empty.refusal + empty.evasion + empty.filler > 0;
}
