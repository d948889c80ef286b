import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { stemOf } from '../../../../src/core/retrieval/analysis/porter2.js';

describe('stemOf', () => {
  it('gives the stems of the Snowball project', async () => {
    const lines = (await readFile('test/fixtures/porter2/stems.txt', 'utf8')).trim().split('\n');
    const pairs = lines.map((line) => line.split(' '));
    assert.ok(pairs.length > 3_000);
    const wrong = pairs.filter(([word = '', stem]) => stemOf(word) !== stem);
    assert.deepEqual(wrong, []);
  });

  it('leaves alone what is no English word', () => {
    for (const word of ['e404', 'user.names', 'Names', 'größen', 'as', ''])
      assert.equal(stemOf(word), word);
  });

  it('gives a stem of lower-case letters, no longer than the word and one letter', () => {
    const words = fc.string({ unit: fc.constantFrom(...'abcdegilnosty'), maxLength: 24 });
    fc.assert(
      fc.property(words, (word) => {
        const stem = stemOf(word);
        assert.match(stem, /^[a-z]*$/u);
        assert.ok(stem.length <= word.length + 1 && (word === '' || stem !== ''));
      }),
      { numRuns: 1_000 },
    );
  });
});
