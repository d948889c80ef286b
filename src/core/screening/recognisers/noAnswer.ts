import type { Recogniser } from '../recogniser.js';

/** A gap: people asked, nothing answers. It waits for somebody to write the answer. */
export const noAnswer: Recogniser = {
  rule: 'no-answer',
  find({ assistant_output }) {
    if (assistant_output.trim() !== '') return [];
    return [
      {
        kind: 'incomplete',
        rule: this.rule,
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
