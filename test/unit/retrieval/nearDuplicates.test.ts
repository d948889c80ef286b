import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bandKeys, jaccard, signatureOf, termHashes } from '../../../src/core/retrieval/minHash.js';
import { NEAR_DUPLICATE, NearDuplicates } from '../../../src/core/retrieval/nearDuplicates.js';

const BASE = Array.from({ length: 40 }, (_, index) => `word${index}`);

/** The similarity as its definition says it, over the words themselves. */
function exactSimilarity(one: readonly string[], other: readonly string[]): number {
  const [a, b] = [new Set(one), new Set(other)];
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared / (a.size + b.size - shared);
}

describe('NearDuplicates', () => {
  it('finds a text with a few words changed, with its exact similarity', () => {
    const index = new NearDuplicates<string>();
    index.add('a', BASE.join(' '));
    const changed = [...BASE.slice(0, 38), 'other', 'words'].join(' ');
    assert.deepEqual(index.find(changed), [{ id: 'a', similarity: 38 / 42 }]);
    assert.deepEqual(index.find(BASE.slice(0, 20).join(' ')), [], 'half of it is no duplicate');
  });

  it('takes texts of a few words for the same only where every word is', () => {
    const index = new NearDuplicates<string>();
    index.add('a', 'Run npm install now.');
    index.add('empty', ' ');
    assert.deepEqual(index.find('run  NPM install, now!'), [{ id: 'a', similarity: 1 }]);
    assert.deepEqual(index.find('Run npm update now.'), []);
    assert.deepEqual(index.find('npm install run now'), []);
    assert.deepEqual(index.find(''), []);
  });

  it('finds what comparing every pair finds', () => {
    const text = fc.uniqueArray(fc.constantFrom(...BASE), { minLength: 8, maxLength: 40 });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), text, (stored, asked) => {
        const index = new NearDuplicates<number>();
        for (const [at, words] of stored.entries()) index.add(at, words.join(' '));
        const expected = stored.flatMap((words, id) => {
          const similarity = exactSimilarity(words, asked);
          return similarity >= NEAR_DUPLICATE ? [{ id, similarity }] : [];
        });
        const found = index.find(asked.join(' '));
        // Nothing false is ever found; by chance one in five thousand at the threshold is missed.
        for (const { id, similarity } of found)
          assert.equal(similarity, expected.find((each) => each.id === id)?.similarity);
        assert.ok(
          expected
            .filter(({ similarity }) => similarity > 0.85)
            .every(({ id }) => found.some((each) => each.id === id)),
        );
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('keeps its promises with many texts, and with thousands that are nearly the same', () => {
    const index = new NearDuplicates<number>();
    const template = (number: number) => `${BASE.join(' ')} build ${number}`;
    for (let number = 0; number < 5_000; number += 1) index.add(number, template(number));
    for (let number = 5_000; number < 8_000; number += 1)
      index.add(number, BASE.map((word) => `${word}x${number}`).join(' '));
    assert.deepEqual(index.find(BASE.map((word) => `${word}x7000`).join(' ')), [
      { id: 7_000, similarity: 1 },
    ]);
    const alike = index.find(template(4_999));
    assert.deepEqual(alike[0], { id: 4_999, similarity: 1 });
    assert.ok(alike.length > 100 && alike.length <= 1_000, String(alike.length));
  });
});

describe('MinHash', () => {
  const anySet = fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1, maxLength: 12 }), {
    minLength: 1,
    maxLength: 120,
  });

  it('gives the exact similarity of any two sets of terms', () => {
    fc.assert(
      fc.property(anySet, anySet, fc.nat(60), (one, other, common) => {
        const both = [...other, ...one.slice(0, common)];
        const similarity = jaccard(termHashes(one), termHashes(both));
        assert.ok(Math.abs(similarity - exactSimilarity(one, both)) < 1e-12);
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('agrees in as many places as the similarity says, on random data', () => {
    // 64 places of a fair estimate lie within sqrt(J(1 − J) / 64) of J, on average.
    let [error, squares, count] = [0, 0, 0];
    fc.assert(
      fc.property(
        fc.integer({ min: 8, max: 150 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(1e9),
        (size, share, salt) => {
          const words = (from: number) =>
            Array.from({ length: size }, (_, at) => `t${salt}-${from + at}`);
          const [one, other] = [words(0), words(Math.round(size * (1 - share)))];
          const [a, b] = [one, other].map((each) => signatureOf(termHashes(each)));
          const places = [...(a ?? [])].filter((value, at) => value === b?.[at]).length;
          const exact = exactSimilarity(one, other);
          const difference = places / 64 - exact;
          assert.ok(Math.abs(difference) < 0.36, `${places}/64 for ${exact}`);
          error += difference;
          squares += difference ** 2;
          count += 1;
        },
      ),
      { seed: 3, numRuns: 1_000 },
    );
    assert.ok(Math.abs(error / count) < 0.01, `bias ${error / count}`);
    assert.ok(Math.sqrt(squares / count) < 0.062, `deviation ${Math.sqrt(squares / count)}`);
  });

  it('gives the same signature on every machine', () => {
    const keys = bandKeys(signatureOf(termHashes(['snapshot', 'überprüfen', '知識'])));
    assert.deepEqual([...keys.slice(0, 2)], [2139606119, 1828621880]);
  });
});
