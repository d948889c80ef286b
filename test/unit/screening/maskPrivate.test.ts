import assert from 'node:assert/strict';
import { withoutPrivate } from '../../../src/core/screening/maskPrivate.js';
import { ruleFailure, screenText } from '../../../src/core/screening/screenText.js';
import { configSchema } from '../../../src/core/workspace/configSchema.js';

const { screening: POLICY } = configSchema.parse({});
const TEXT = {
  query: 'Is ada@acme.dev right?',
  assistant_output: 'Yes: ada@acme.dev, not bob@acme.dev.',
};

describe('a text without what is private', () => {
  it('has one placeholder for one value, in question and answer', () => {
    assert.deepEqual(withoutPrivate(TEXT, POLICY), {
      text: { query: 'Is [EMAIL_1] right?', assistant_output: 'Yes: [EMAIL_1], not [EMAIL_2].' },
      masked: 3,
    });
  });

  it('withholds what a rule failed on, as nobody knows what it would have found', () => {
    const shown = withoutPrivate(TEXT, POLICY, (text, policy) => [
      ...screenText(text, policy),
      ruleFailure({ rule: 'broken', version: 1 }, text, new Error('out of order')),
    ]);
    assert.deepEqual(shown, {
      text: { query: 'Is [EMAIL_1] right?', assistant_output: '[REDACTED]' },
      masked: 2,
    });
  });
});
