import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { CandidateText } from '../../../src/core/records/candidate.js';
import { screenText } from '../../../src/core/screening/screenText.js';
import { SecretMask } from '../../../src/core/screening/secretMask.js';
import { configSchema } from '../../../src/core/workspace/configSchema.js';

const { screening: POLICY } = configSchema.parse({});
// Built from parts, so that nobody takes the test itself for a leak.
const SECRET = ['ci-runner', 'k9Vt2mQx7Lp4'].join(':');
const OTHER = ['deploy', 'Zx81bNw3Rt6Y'].join(':');
const MASK = '••••••• (credentials)';

function pair(query: string, assistant_output = ''): CandidateText {
  return { query, assistant_output };
}

function masked(text: CandidateText, ...others: CandidateText[]) {
  const mask = new SecretMask([text, ...others], POLICY);
  return { mask, ...mask.mask(text, screenText(text, POLICY)) };
}

describe('masks of secrets', () => {
  it('stand where the secrets stand, equal ones alike', () => {
    const { text } = masked(
      pair(`https://${SECRET}@git.corp.net and`, `https://${OTHER}@x.net ${SECRET}`),
    );
    assert.equal(text.query, `https://${MASK}@git.corp.net and`);
    assert.equal(text.assistant_output, `https://••••••• (credentials 2)@x.net ${MASK}`);
  });

  it('move the findings with them', () => {
    const real = pair('q', `see https://${SECRET}@git.corp.net, or write to ${mail()}`);
    const { text, findings } = masked(real);
    const marked = findings
      .filter(({ kind }) => kind === 'secret' || kind === 'pii')
      .map(({ field, start, end }) => text[field].slice(start, end));
    assert.deepEqual(marked, [MASK, mail()]);
  });

  it('are told from what a text holds of its own accord', () => {
    const { text, mask } = masked(pair(`${MASK} https://${SECRET}@x.net`));
    assert.equal(text.query, `${MASK} https://••••••• (credentials 2)@x.net`);
    assert.equal(mask.secretOf(MASK), undefined);
    assert.equal(mask.unmask(text).query, `${MASK} https://${SECRET}@x.net`);
  });

  it('let the text be edited around them, moved and taken out', () => {
    const { text, mask } = masked(pair(`https://${SECRET}@x.net`, 'a'));
    assert.equal(
      mask.unmask({ ...text, assistant_output: `b ${MASK}` }).assistant_output,
      `b ${SECRET}`,
    );
    assert.equal(
      mask.unmask(pair('https://[CREDENTIALS_1]@x.net')).query,
      'https://[CREDENTIALS_1]@x.net',
    );
  });

  it('are not saved when somebody damaged one', () => {
    const { mask } = masked(pair(`https://${SECRET}@x.net`));
    for (const damaged of ['••••• (credentials)', '••••••• (API key)', '•••••••']) {
      assert.throws(
        () => mask.unmask(pair(`https://${damaged}@x.net`)),
        /mask of a secret was changed/u,
      );
    }
  });

  it('find their way into any plain data', () => {
    const { mask } = masked(pair(`https://${SECRET}@x.net`));
    const data = { a: [`https://${OTHER}@y.net`, 1, null], b: { c: SECRET }, d: true };
    const shown = JSON.stringify(mask.maskAll(data));
    assert.ok(!shown.includes(SECRET) && !shown.includes(OTHER), shown);
  });

  it('take time that grows with the text alone, however many secrets are in it', () => {
    const seconds = (count: number): number => {
      const urls = Array.from(
        { length: count },
        (_, index) => `postgres://app:${(index * 7_919 + 104_729).toString(36)}Zq8x@db.corp.net/s`,
      );
      const real = pair(urls.join('\n'), urls.toReversed().join('\n'));
      const started = performance.now();
      const { text, mask } = masked(real);
      assert.equal(mask.masks.length, count);
      assert.deepEqual(mask.unmask(text), real);
      return performance.now() - started;
    };
    seconds(100);
    const few = Math.min(seconds(400), seconds(400));
    const many = Math.min(seconds(2_000), seconds(2_000));
    assert.ok(many < 15 * few, `${many} ms for five times what takes ${few} ms`);
  });

  it('hide every secret and come off without a trace, whatever the text', () => {
    const piece = fc.constantFrom(
      `https://${SECRET}@x.net/`,
      `http://${OTHER}@y.net`,
      SECRET,
      MASK,
      '•••',
      mail(),
      'word',
      ' ',
      '😀',
      '\n',
    );
    const text = fc.array(piece, { maxLength: 10 }).map((pieces) => pieces.join(' '));
    fc.assert(
      fc.property(text, text, text, text, (a, b, c, d) => {
        const original = pair(a, b);
        const current = pair(c, d);
        const mask = new SecretMask([original, current], POLICY);
        for (const real of [original, current]) {
          const findings = screenText(real, POLICY);
          const shown = mask.mask(real, findings);
          for (const each of mask.masks) {
            const secret = mask.secretOf(each) ?? '';
            assert.ok(!JSON.stringify(shown).includes(secret));
          }
          const back = mask.unmask(shown.text);
          assert.deepEqual(back, real);
          assert.deepEqual(mask.placesIn(shown.text, findings), shown.findings);
        }
      }),
      { numRuns: 300 },
    );
  });
});

function mail(): string {
  return ['lena.arnold', 'holzweg-laden.de'].join('@');
}
