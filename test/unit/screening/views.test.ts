import assert from 'node:assert/strict';
import fc from 'fast-check';
import { found, foundBy } from '../support/scanning.js';

function base64(text: string): string {
  return Buffer.from(text).toString('base64');
}

describe('what is written so that machines overlook it', () => {
  it('is found in words and brackets, with the span it stands in', () => {
    const spellings = [
      'john at mail dot com',
      'john [at] mail [dot] com',
      'john(at)mail(dot)com',
      'john AT mail DOT com',
      'john @ mail . com',
      'john.doe at gmail dot co dot uk',
      'john_at_mail_dot_com',
      'john dot doe at mail dot com',
      'john@mail dot com',
    ];
    for (const spelling of spellings) {
      assert.deepEqual(found(`Write to ${spelling}, please.`), [['email-address', spelling]]);
    }
  });

  it('is not seen where people only talk', () => {
    const harmless = [
      'Look at server dot com.',
      'It is hosted at example dot com.',
      'See the docs at acme.dev for more.',
      'Multiply x @ y.T and A @ B.mean().',
      'Call array.at(0).com and obj.at(dot).',
      'Run one of the two or three commands, one by one, two at a time.',
    ];
    for (const text of harmless) assert.deepEqual(found(text), [], text);
  });

  it('is found behind escapes, invisible characters and other forms of the same letters', () => {
    const written: [string, string][] = [
      ['j&#111;hn&#64;mail.com', 'email-address'],
      ['john&commat;mail&period;com', 'email-address'],
      ['john%40mail.com', 'email-address'],
      ['john\\u0040mail.com', 'email-address'],
      ['john\\u{40}mail\\u002ecom', 'email-address'],
      ['jo\u200bhn@ma\u00adil.com', 'email-address'],
      ['ｊｏｈｎ＠ｍａｉｌ．ｃｏｍ', 'email-address'],
      ['𝐣𝐨𝐡𝐧@mail.com', 'email-address'],
      ['４５３９ １４８８ ０３４３ ６４６７', 'credit-card'],
      ['٤٥٣٩١٤٨٨٠٣٤٣٦٤٦٧', 'credit-card'],
      ['+49\u00a030\u2013901820', 'phone-number'],
    ];
    for (const [spelling, rule] of written) {
      assert.deepEqual(found(`😀 ${spelling} 😀`), [[rule, spelling]]);
    }
  });

  it('is found in digits apart, and in words for digits', () => {
    const card = '4 5 3 9 1 4 8 8 0 3 4 3 6 4 6 7';
    assert.deepEqual(found(`card ${card}.`), [['credit-card', card]]);
    const ssn = '5 3 6 - 2 2 - 1 2 3 4';
    assert.deepEqual(found(`my ssn is ${ssn} ok`), [['us-ssn', ssn]]);
    const spoken = 'two zero two four five six double one nine eight';
    assert.deepEqual(found(`call me at ${spoken}, please`), [['phone-number', spoken]]);
    assert.deepEqual(found('matrix 0 1 0 1 1 0 0 1 1 0 1'), []);
  });

  it('is found in base64, and the whole token is what is replaced', () => {
    const token = base64('{"mail":"ada@acme.dev","name":"x"}');
    assert.deepEqual(foundBy('email-address', `payload: ${token}, see`), [token]);
    const url = Buffer.from('please write to ada@acme.dev').toString('base64url');
    assert.deepEqual(foundBy('email-address', `q=${url}&r=1`), [url]);
    assert.deepEqual(
      found(`${base64('nothing to see here, move along')} getElementsByClassName`),
      [],
    );
  });

  it('has the same span whatever stands around it', () => {
    const around = fc.string({
      unit: fc.constantFrom('a', ' ', 'é', '😀', '&lt;', '%', '\u200b', '1', '\n'),
    });
    const hidden = fc.constantFrom(
      'ada%40acme.dev',
      'a\u200bda@acme.dev',
      'ada&#64;acme.dev',
      'ada [at] acme.dev',
    );
    fc.assert(
      fc.property(around, hidden, around, (before, value, behind) => {
        const text = `${before} ${value} ${behind}`;
        assert.deepEqual(
          foundBy('email-address', text).filter((each) => each.includes('acme')),
          [value],
        );
      }),
    );
  });
});
