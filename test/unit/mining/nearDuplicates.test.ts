import assert from 'node:assert/strict';
import fc from 'fast-check';
import { NEAR_DUPLICATE, NearDuplicates } from '../../../src/core/mining/nearDuplicates.js';

const BASE = Array.from({ length: 40 }, (_, index) => `word${index}`);

describe('NearDuplicates', () => {
  it('finds a text with a few words changed, with its exact similarity', () => {
    const index = new NearDuplicates();
    index.add('a', BASE.join(' '));
    const changed = [...BASE.slice(0, 38), 'other', 'words'].join(' ');
    assert.deepEqual(index.find(changed), [{ id: 'a', similarity: 38 / 42 }]);
    assert.deepEqual(index.find(BASE.slice(0, 20).join(' ')), [], 'half of it is no duplicate');
  });

  it('says nothing about texts of a few words', () => {
    const index = new NearDuplicates();
    index.add('a', 'Run npm install now');
    assert.deepEqual(index.find('Run npm install now'), []);
  });

  it('finds what comparing every pair finds', () => {
    const text = fc.uniqueArray(fc.constantFrom(...BASE), { minLength: 8, maxLength: 40 });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 12 }), text, (stored, asked) => {
        const index = new NearDuplicates();
        stored.forEach((words, at) => {
          index.add(String(at), words.join(' '));
        });
        const expected = stored.flatMap((words, at) => {
          const shared = words.filter((word) => asked.includes(word)).length;
          const similarity = shared / (words.length + asked.length - shared);
          return similarity >= NEAR_DUPLICATE ? [{ id: String(at), similarity }] : [];
        });
        const found = index.find(asked.join(' '));
        // Nothing false is ever found; by chance one in five thousand at the threshold is missed.
        assert.ok(found.every(({ id }) => expected.some((each) => each.id === id)));
        assert.ok(
          expected
            .filter(({ similarity }) => similarity > 0.85)
            .every(({ id }) => found.some((each) => each.id === id)),
        );
      }),
      { seed: 7, numRuns: 300 },
    );
  });
});
