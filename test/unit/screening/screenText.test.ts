import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Finding } from '../../../src/core/records/candidate.js';
import { screenText, verdictOf } from '../../../src/core/screening/screenText.js';
import { configSchema } from '../../../src/core/workspace/configSchema.js';
import { redact } from '../../../src/shared/redact.js';

const POLICY = configSchema.parse({}).screening;
const LONG = 'A perfectly ordinary answer that is long enough to teach something.';

function mails(text: string): string[] {
  return screenText({ query: text, assistant_output: LONG }, POLICY).map(({ start, end }) =>
    text.slice(start, end),
  );
}

describe('screenText', () => {
  it('finds e-mail addresses with their exact spans', () => {
    assert.deepEqual(mails('write to ada.l+x@mail.northwind-labs.dev, or (bob@acme.co.uk).'), [
      'ada.l+x@mail.northwind-labs.dev',
      'bob@acme.co.uk',
    ]);
    assert.deepEqual(mails('😀 müller@straße.de 😀'), ['müller@straße.de']);
    assert.deepEqual(mails('a0@acme.dev . bd+0@acme.dev'), ['a0@acme.dev', 'bd+0@acme.dev']);
  });

  it('leaves alone what only looks like one', () => {
    const harmless = [
      'user@example.com and root@localhost and x@host.invalid',
      'npm i lodash@4.17.21 pkg@1.0.0-beta.rc @scope/pkg@latest',
      'git clone git@github.com:org/repo.git',
      '@decorator and a @ b and trailing@ and @leading.com',
      'a@b and a@.com and a@b..com and a@b.c',
    ];
    for (const text of harmless) assert.deepEqual(mails(text), [], text);
  });

  it('finds credentials in a URL, and does not take them for an address', () => {
    const text =
      'git clone https://bot:s3cr3t@git.acme.dev/x and see https://acme.dev/a@b.dev:8 or ssh://git@acme.dev';
    const findings = screenText({ query: text, assistant_output: LONG }, POLICY);
    assert.deepEqual(
      findings.map(({ rule, start, end }) => [rule, text.slice(start, end)]),
      [
        ['url-credentials', 'bot:s3cr3t'],
        ['email-address', 'a@b.dev'],
      ],
    );
  });

  it('finds a token alone in a URL, and redacts overlapping findings without a rest', () => {
    const query = 'clone https://ghp_0123456789abcdefghij@git.acme.dev/x.git please';
    const found = screenText({ query, assistant_output: LONG }, POLICY);
    assert.deepEqual(
      found.map(({ rule }) => rule),
      ['url-credentials'],
    );
    const field = 'query';
    const overlapping = [
      { field, start: 2, end: 6, replacement: '[A]' },
      { field, start: 4, end: 9, replacement: '[B]' },
      { field, start: 9, end: 10, replacement: '[C]' },
    ] as const;
    const text = { query: '0123456789', assistant_output: '' };
    assert.equal(redact(text, overlapping).query, '01[A][C]');
  });

  it('gives one address one placeholder in question and answer', () => {
    const text = {
      query: 'Why does ada@acme.dev not reach bob@acme.dev?',
      assistant_output: `${LONG} Ask Bob@acme.dev or ada@acme.dev.`,
    };
    const redacted = redact(text, screenText(text, POLICY));
    assert.equal(redacted.query, 'Why does [EMAIL_1] not reach [EMAIL_2]?');
    assert.ok(redacted.assistant_output.endsWith('Ask [EMAIL_2] or [EMAIL_1].'));
    assert.deepEqual(screenText(redacted, POLICY), []);
  });

  it('rejects short answers, flags private ones and passes the rest', () => {
    const status = (query: string, answer: string): string =>
      verdictOf(screenText({ query, assistant_output: answer }, POLICY));
    assert.equal(status('q', 'x'.repeat(49)), 'rejected');
    assert.equal(status('q', `${'x'.repeat(49)}   `), 'rejected');
    assert.equal(status('q', 'x'.repeat(50)), 'pending');
    assert.equal(status('ada@acme.dev', LONG), 'flagged');
  });

  it('finds every address of any text that holds some, and redacting leaves none', () => {
    const word = fc.stringMatching(/^[a-z0-9 .,()<>é😀-]{0,12}$/u);
    const mail = fc.tuple(
      fc.stringMatching(/^[a-z][a-z0-9._+-]{0,10}[a-z0-9]$/u),
      fc.constantFrom('acme.dev', 'mail.lab.io'),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(word, mail)), (parts) => {
        const addresses = parts.map(([, [local, domain]]) => `${local}@${domain}`);
        const query = parts.map(([before], index) => `${before} ${addresses[index]} `).join('');
        const findings: Finding[] = screenText({ query, assistant_output: LONG }, POLICY);
        const found = findings.map(({ start, end }) => query.slice(start, end));
        assert.deepEqual(found, addresses);
        assert.ok(!redact({ query, assistant_output: LONG }, findings).query.includes('@acme.dev'));
      }),
    );
  });
});
