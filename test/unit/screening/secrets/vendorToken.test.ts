import assert from 'node:assert/strict';
import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { crc32 } from '../../../../src/core/screening/recognisers/secrets/base62Checksum.js';
import type {
  Run,
  TokenShape,
} from '../../../../src/core/screening/recognisers/secrets/tokenShape.js';
import {
  TOKEN_SHAPES,
  vendorToken,
} from '../../../../src/core/screening/recognisers/vendorToken.js';
import { ScannedText } from '../../../../src/core/screening/scannedText.js';
import { found, HEX, mixed, POLICY } from './scan.js';

const tokensIn = (text: string): string[] => found(text, [vendorToken]);

/** The characters of a run's class in an order without steps, so that nothing counts up. */
function charactersOf({ set }: Run): string {
  const members = Array.from(set, (member, code) => (member ? String.fromCharCode(code) : ''))
    .join('')
    .replaceAll(/[-_+/=.%]/gu, '');
  return Array.from(members, (_, at) => members[(at * 7) % members.length]).join('');
}

function make(shape: TokenShape, missing: number): string {
  const lastRun = shape.body.findLastIndex((part) => typeof part !== 'string');
  const parts = shape.body.map((part, at) =>
    typeof part === 'string'
      ? part
      : mixed(part.least - (at === lastRun ? missing : 0), charactersOf(part), 7 + at),
  );
  return shape.prefix + parts.join('');
}

function inText(shape: TokenShape, token: string): string {
  return `${shape.near?.[0] ?? 'it'} said: "${token}" and stopped.`;
}

describe('vendorToken', () => {
  for (const shape of TOKEN_SHAPES) {
    it(`finds the ${shape.name} (${shape.prefix}), and not one that is a character short`, () => {
      const token = make(shape, 0);
      const [hit] = tokensIn(inText(shape, token));
      assert.ok(hit?.endsWith(token.slice(shape.prefixOutside ? shape.prefix.length : 0)), token);
      const short = make(shape, 1);
      assert.deepEqual(
        tokensIn(inText(shape, short)).filter((each) => each.includes(short)),
        [],
        short,
      );
    });
  }

  it('finds tokens whose mark stands in their middle', () => {
    const terraform = `${mixed(14)}.atlas${'v1'}.${mixed(67)}`;
    const entra = `${mixed(3)}8Q${'~'}${mixed(34)}`;
    const mailchimp = `${mixed(32, HEX)}-us${'12'}`;
    const telegram = `8${mixed(7, '2957163')}:AA${mixed(33)}`;
    for (const token of [terraform, entra, mailchimp, telegram]) {
      assert.deepEqual(tokensIn(`use ${token}, please`), [token]);
      assert.deepEqual(tokensIn(`use ${token.slice(1)}, please`), [], token.slice(1));
    }
  });

  it('finds a token behind an escape and at the end of a sentence, with its exact span', () => {
    const token = `gh${'p_'}${mixed(36)}`;
    assert.deepEqual(tokensIn(`log.info("got\\n${token}")`), [token]);
    assert.deepEqual(tokensIn(`?redirect=https%3A%2F%2Fx%3Ft%3D${token}&y`), [token]);
    assert.deepEqual(tokensIn(`It is ${token}.`), [token]);
    assert.deepEqual(tokensIn(`x${token}`), []);
  });

  it('finds webhooks whole', () => {
    const slack = `https://hooks.sl${'ack'}.com/services/T024BE7LD/B024BE7LE/${mixed(24)}`;
    const discord = `https://disc${'ord'}.com/api/webhooks/${mixed(18, '2957163')}/${mixed(68)}`;
    assert.deepEqual(tokensIn(`curl ${slack}\ncurl ${discord}`), [slack, discord]);
  });

  it('leaves out what documentation writes in the place of a token', () => {
    const samples = [
      `AK${'IA'}IOSFODNN7EXAMPLE`,
      `gh${'p_'}${'x'.repeat(36)}`,
      `gh${'p_'}${'0'.repeat(36)}`,
      `sk_test_${'your_secret_key_goes_here'}`,
      `xox${'b-'}your-bot-token-goes-here`,
      `h${'f_'}some_parameter_description_of_it`,
      `sk-${'1234567890'.repeat(4)}`,
    ];
    for (const sample of samples) assert.deepEqual(tokensIn(`key: ${sample}`), [], sample);
  });

  it('is certain of a token that carries the checksum of its vendor', () => {
    // Base 62 of the CRC-32, as GitHub describes it, written here a second time.
    const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
    const body = mixed(30);
    let rest = zlibCrc32(body);
    let checksum = '';
    while (checksum.length < 6) {
      checksum = (digits[rest % 62] ?? '') + checksum;
      rest = Math.floor(rest / 62);
    }
    const scanned = new ScannedText(`gh${'p_'}${body}${checksum}`);
    assert.equal(vendorToken.find(scanned, POLICY)[0]?.score, 1);
  });

  it('computes CRC-32 as zlib does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii' }), (text) =>
        assert.equal(crc32(text), zlibCrc32(text)),
      ),
    );
  });
});
