import { aboutAnswer } from '../candidateRules/aboutAnswer.js';
import type { ContextRule } from '../contextRule.js';

export const noProvenance: ContextRule = {
  rule: 'no-provenance',
  version: 1,
  description: 'A candidate without a log line that proves it.',
  find({ provenance, assistant_output }) {
    if (provenance.length > 0) return [];
    return [
      aboutAnswer(this, assistant_output, {
        kind: 'ungrounded',
        severity: 'warning',
        score: 1,
        message: 'No log line proves where this comes from.',
      }),
    ];
  },
};
