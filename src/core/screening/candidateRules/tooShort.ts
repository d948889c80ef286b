import type { CandidateRule } from '../recogniser.js';

/** The mission's rule: an answer under 50 characters teaches nothing. */
export const tooShort: CandidateRule = {
  rule: 'too-short',
  version: 1,
  description: 'An answer too short to teach anything.',
  find(text, policy) {
    const answer = text.assistant_output;
    const length = answer.trim().length;
    // No answer at all is a gap, not a bad answer.
    if (length === 0 || length >= policy.minimumAnswerCharacters) return [];
    return [
      {
        kind: 'uninformative',
        rule: this.rule,
        version: this.version,
        severity: 'blocking',
        field: 'assistant_output',
        start: 0,
        end: answer.length,
        score: 1,
        message: `The answer has ${length} characters; at least ${policy.minimumAnswerCharacters} are asked for.`,
      },
    ];
  },
};
