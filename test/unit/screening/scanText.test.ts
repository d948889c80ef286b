import assert from 'node:assert/strict';
import { valueDigest } from '../../../src/core/screening/normalisedValue.js';
import type { Match, Recogniser } from '../../../src/core/screening/recogniser.js';
import { scanText } from '../../../src/core/screening/scanText.js';
import { screenText, verdictOf } from '../../../src/core/screening/screenText.js';
import { redact } from '../../../src/shared/redact.js';
import { found, POLICY } from '../support/scanning.js';

const LONG = 'A perfectly ordinary answer that is long enough to teach something.';

function rule(
  id: string,
  kind: Recogniser['kind'],
  matches: readonly Partial<Match>[],
): Recogniser {
  return {
    rule: id,
    version: 3,
    kind,
    severity: 'blocking',
    description: 'Of a test.',
    seesThrough: false,
    find: () =>
      matches.map((match) => ({
        start: 0,
        end: 1,
        score: 0.9,
        message: 'm',
        placeholder: 'X',
        ...match,
      })),
  };
}

function spans(text: string, ...rules: Recogniser[]): [string, number, number][] {
  return scanText(text, POLICY, rules).map(({ rule: id, start, end }) => [id, start, end]);
}

describe('scanText', () => {
  it('lets the finding around another cover it, whichever is surer', () => {
    const outer = rule('outer', 'secret', [{ start: 2, end: 9, score: 0.6 }]);
    const inner = rule('inner', 'pii', [{ start: 4, end: 6, score: 1 }]);
    assert.deepEqual(spans('0123456789', inner, outer), [['outer', 2, 9]]);
    assert.deepEqual(spans('0123456789', outer, inner), [['outer', 2, 9]]);
  });

  it('covers all of two findings that overlap in part, under the rule of the surer', () => {
    const first = rule('first', 'pii', [{ start: 0, end: 5, score: 0.7 }]);
    const second = rule('second', 'pii', [{ start: 3, end: 8, score: 0.9 }]);
    assert.deepEqual(spans('0123456789', first, second), [['second', 0, 8]]);
    const equal = rule('equal', 'pii', [{ start: 0, end: 5, score: 0.7 }]);
    assert.deepEqual(spans('0123456789', equal, first), [['equal', 0, 5]]);
  });

  it('keeps what is hostile beside what is private', () => {
    const hostile = rule('hostile', 'hostile', [{ start: 0, end: 9 }]);
    const mail = rule('mail', 'pii', [{ start: 3, end: 6 }]);
    assert.deepEqual(spans('0123456789', hostile, mail), [
      ['hostile', 0, 9],
      ['mail', 3, 6],
    ]);
  });

  it('takes a rule that fails for a finding that blocks, and goes on with the others', () => {
    const broken: Recogniser = {
      ...rule('broken', 'pii', []),
      find: () => {
        throw new Error('out of order');
      },
    };
    const findings = scanText('ada@acme.dev', POLICY, [broken, rule('fine', 'pii', [{}])]);
    assert.deepEqual(
      findings.map(({ kind, rule: id, severity }) => [kind, id, severity]),
      [
        ['scanner-failure', 'broken', 'blocking'],
        ['pii', 'fine', 'blocking'],
      ],
    );
    assert.match(findings[0]?.message ?? '', /out of order/u);
  });

  it('finds what lies on the border between two slices of a long text, once', () => {
    const border = 64 * 1024;
    for (const shift of [-20, -12, -5, 0, 3]) {
      const text = `${'x '.repeat((border + shift) / 2)}ada@acme.dev${' y'.repeat(50_000)}`;
      assert.deepEqual(found(text), [['email-address', 'ada@acme.dev']], String(shift));
    }
  });

  it('leaves out what the allow-list names, in any spelling of it', () => {
    const allow = [{ sha256: valueDigest('Ada@ACME.dev'), reason: 'our own', author: 'Ada' }];
    const policy = { ...POLICY, allow };
    assert.deepEqual(found('ada@acme.dev and ADA [at] acme [dot] dev', policy), []);
    assert.deepEqual(found('bob@acme.dev', policy), [['email-address', 'bob@acme.dev']]);
    const number = [{ sha256: valueDigest('+49 30 901820'), reason: 'the hotline', author: 'Ada' }];
    assert.deepEqual(found('call +49 (30) 901-820', { ...POLICY, allow: number }), []);
  });
});

describe('screenText', () => {
  it('numbers placeholders across fields and rules, above those that stand there already', () => {
    const text = {
      query: '[PHONE_4] is gone; is +49 30 901820 still right, or 0049 30 901821?',
      assistant_output: `${LONG} Use +49 (30) 901820, or ada [at] acme [dot] dev, that is ada@acme.dev.`,
    };
    const redacted = redact(text, screenText(text, POLICY));
    assert.equal(redacted.query, '[PHONE_4] is gone; is [PHONE_5] still right, or [PHONE_6]?');
    assert.ok(
      redacted.assistant_output.endsWith('Use [PHONE_5], or [EMAIL_1], that is [EMAIL_1].'),
    );
    assert.deepEqual(screenText(redacted, POLICY), []);
  });

  it('takes a rule of whole candidates that fails for a finding, too', () => {
    const broken = {
      rule: 'broken',
      version: 1,
      description: 'Of a test.',
      find: () => {
        throw new Error('out of order');
      },
    };
    const findings = screenText({ query: 'q', assistant_output: LONG }, POLICY, [broken]);
    assert.deepEqual(
      findings.map(({ kind, severity }) => [kind, severity]),
      [['scanner-failure', 'blocking']],
    );
    assert.equal(verdictOf(findings), 'flagged');
  });

  it('rejects what is private and has no replacement', () => {
    const finding = {
      kind: 'pii',
      rule: 'r',
      severity: 'blocking',
      field: 'query',
      start: 0,
      end: 1,
      score: 1,
      message: 'm',
    } as const;
    assert.equal(verdictOf([finding]), 'rejected');
    assert.equal(verdictOf([{ ...finding, replacement: '[X_1]' }]), 'flagged');
  });
});
