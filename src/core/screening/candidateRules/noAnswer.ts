import type { CandidateRule } from '../recogniser.js';

/** A gap: people asked, nothing answers. It waits for somebody to write the answer. */
export const noAnswer: CandidateRule = {
  rule: 'no-answer',
  version: 1,
  description: 'A question that nothing answers yet.',
  find({ assistant_output }) {
    if (assistant_output.trim() !== '') return [];
    return [
      {
        kind: 'incomplete',
        rule: this.rule,
        version: this.version,
        severity: 'blocking',
        field: 'assistant_output',
        start: 0,
        end: assistant_output.length,
        score: 1,
        message: 'Users asked this and got no good answer. Write one, or reject it.',
      },
    ];
  },
};
