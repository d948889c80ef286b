import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { fractionalBucket } from '../../../../src/core/registry/split/fractionalBucket.js';
import { murmurHash3 } from '../../../../src/core/registry/split/murmurHash3.js';
import { FlagdEngine } from '../../support/flagdEngine.js';
import { assertGolden } from '../../support/golden.js';

/** What flagd-core says of a thousand keys; `UPDATE_GOLDEN=1` asks it anew. */
const BUCKETS = 'test/fixtures/rollout/buckets.txt';
const TOTAL = 1_000;

describe('MurmurHash3', () => {
  it('gives the published values', () => {
    // https://stackoverflow.com/questions/14747343/murmurhash3-test-vectors and SMHasher's own.
    const published = {
      '': 0x00000000,
      test: 0xba6bd213,
      'Hello, world!': 0xc0363e43,
      'The quick brown fox jumps over the lazy dog': 0x2e4ff723,
    };
    for (const [text, hash] of Object.entries(published)) assert.equal(murmurHash3(text), hash);
  });
});

describe('flagd’s fractional buckets', () => {
  /** From flagd, core/pkg/evaluator/fractional_test.go (Apache-2.0): the hashed text, the weights, the variant. */
  const COLOURS = { red: 25, blue: 25, green: 25, yellow: 25 };
  const GO_VECTORS: readonly [key: string, weights: Readonly<Record<string, number>>, string][] = [
    ['headerColorrachel@faas.com', COLOURS, 'blue'],
    ['headerColormonica@faas.com', COLOURS, 'yellow'],
    ['headerColorjoey@faas.com', COLOURS, 'red'],
    ['headerColorross@faas.com', COLOURS, 'blue'],
    ['my-seedrachel@faas.com', COLOURS, 'green'],
    ['my-seedmonica@faas.com', COLOURS, 'red'],
    ['my-seedjoey@faas.com', COLOURS, 'blue'],
    ['my-seedross@faas.com', COLOURS, 'green'],
    ['ross@faas.com', COLOURS, 'red'],
    ['foo@foo.com', { red: 25, blue: 25 }, 'blue'],
    ['foo@foo.com', { red: 1, blue: 1 }, 'blue'],
    ['headerColorfoo@foo.com', { blue: 50, green: 50 }, 'green'],
    ['any@user.com', { green: 100 }, 'green'],
  ];

  it('are those of flagd’s own tests', () => {
    for (const [key, weights, variant] of GO_VECTORS) assert.equal(chosen(key, weights), variant);
  });

  it('are those of flagd-core for a thousand keys, told by a thousand variants of weight 1', async () => {
    const names = Array.from({ length: TOTAL }, (_, bucket) => String(bucket));
    const targeting = {
      fractional: [{ cat: ['ro-0013:', { var: 'key' }] }, ...names.map((name) => [name, 1])],
    };
    const engine = new FlagdEngine(flagWith(names, targeting));
    const lines = Array.from({ length: 1_000 }, (_, number) => {
      const key = `key-${number}-${'x'.repeat(number % 7)}`;
      return `${engine.string('headerColor', { key })} ro-0013:${key}\n`;
    });
    await assertGolden(BUCKETS, lines.join(''));
    for (const line of (await readFile(BUCKETS, 'utf8')).trim().split('\n')) {
      const [bucket, key = ''] = line.split(' ');
      assert.equal(String(fractionalBucket(key, TOTAL)), bucket, key);
    }
  });

  it('are those of flagd-core for any ASCII key and any weights', () => {
    const weights = fc.array(fc.integer({ min: 0, max: 500_000_000 }), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), weights, (key, all) => {
        fc.pre(all.some((weight) => weight > 0));
        const named = Object.fromEntries(all.map((weight, index) => [`v${index}`, weight]));
        const targeting = { fractional: [{ var: 'key' }, ...Object.entries(named)] };
        const engine = new FlagdEngine(flagWith(Object.keys(named), targeting));
        assert.equal(chosen(key, named), engine.string('headerColor', { key }));
      }),
      { numRuns: 300 },
    );
  });
});

function flagWith(names: readonly string[], targeting: unknown): string {
  const variants = Object.fromEntries(names.map((name) => [name, name]));
  const flag = { state: 'ENABLED', defaultVariant: names[0], variants, targeting };
  return JSON.stringify({ flags: { headerColor: flag } });
}

/** The variant whose share a key falls into. */
function chosen(key: string, weights: Readonly<Record<string, number>>): string | undefined {
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  const bucket = fractionalBucket(key, total);
  let end = 0;
  for (const [variant, weight] of Object.entries(weights)) {
    end += weight;
    if (bucket < end) return variant;
  }
  return undefined;
}
