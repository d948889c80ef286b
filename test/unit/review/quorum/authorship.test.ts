import assert from 'node:assert/strict';

import { readReview } from '../../../../src/core/review/decide.js';
import { authorsOf } from '../../../../src/core/review/quorum/authorship.js';
import { isRedaction } from '../../../../src/core/review/quorum/isRedaction.js';
import { undoStep } from '../../../../src/core/review/undoRedo.js';
import { valueDigest } from '../../../../src/core/screening/normalisedValue.js';
import { screenText } from '../../../../src/core/screening/screenText.js';
import { configSchema } from '../../../../src/core/workspace/configSchema.js';
import { redact } from '../../../../src/shared/redact.js';
import { ADA, BOB, CLEO, decideNow, MAIL, reviewDesk } from '../../support/reviewDesk.js';

const { screening } = configSchema.parse({});

function answer(assistant_output: string) {
  return { query: 'Whom do I ask?', assistant_output };
}

describe('a redaction', () => {
  const before = answer(
    'Write to ada.l@northwind-labs.dev or bob.k@northwind-labs.dev; do not call.',
  );

  it('is what takes out findings, all of them or some, and nothing else', () => {
    const findings = screenText(before, screening);
    assert.equal(findings.length, 2);
    assert.ok(isRedaction(before, redact(before, findings), screening));
    for (const finding of findings)
      assert.ok(isRedaction(before, redact(before, [finding]), screening));
    const byHand = answer('Write to [REDACTED_NAME] or [EMAIL_7]; do not call.');
    assert.ok(isRedaction(before, byHand, screening));
  });

  it('is no edit that says anything else', () => {
    const { assistant_output: redacted } = redact(before, screenText(before, screening));
    for (const other of [
      redacted.replace('do not call', 'do call'),
      redacted.replace('do not call', 'do [PHONE_1] call'),
      redacted.replace('[EMAIL_1]', 'eve@northwind-labs.dev'),
      redacted.replace('[EMAIL_1]', ''),
      `${redacted} Or not.`,
      'Something else.',
    ])
      assert.ok(!isRedaction(before, answer(other), screening), other);
    const asked = { ...before, query: 'Whom do I not ask?' };
    assert.ok(!isRedaction(before, asked, screening));
  });

  it('stays one when the value is allowed later', () => {
    const after = redact(before, screenText(before, screening));
    const values = ['ada.l@northwind-labs.dev', 'bob.k@northwind-labs.dev'];
    const allow = values.map((value) => ({
      sha256: valueDigest(value),
      reason: 'public',
      author: 'Ada',
    }));
    assert.ok(isRedaction(before, after, { ...screening, allow }));
  });
});

describe('authors', () => {
  it('are those whose edits stand behind a text, also through the edits of others', async () => {
    const { context } = await reviewDesk();
    const authors = async () => {
      const { candidate, state } = await readReview(context, MAIL);
      return authorsOf(candidate, state, screening).map(({ decision }) => decision.reviewer.name);
    };
    const { state } = await readReview(context, MAIL);
    const edit = (reviewer: typeof ADA, assistant_output: string) =>
      decideNow(context, reviewer, 'edit', {
        candidate: MAIL,
        after: { ...state.text, assistant_output },
      });
    await edit(ADA, 'Ask [EMAIL_1], she has long known the answer to it.');
    assert.deepEqual(await authors(), []);
    await edit(BOB, 'Ask [EMAIL_1], he has long known the answer to it.');
    assert.deepEqual(await authors(), ['Bob']);
    await edit(CLEO, 'Ask [EMAIL_1], he has long known the best answer to it.');
    assert.deepEqual(await authors(), ['Bob', 'Cleo']);
    await undoStep(context, { reviewer: CLEO });
    assert.deepEqual(await authors(), ['Bob']);
    await edit(ADA, state.text.assistant_output);
    assert.deepEqual(await authors(), []);
  });
});
