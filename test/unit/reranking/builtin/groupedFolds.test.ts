import assert from 'node:assert/strict';
import fc from 'fast-check';
import { groupedFolds } from '../../../../src/core/reranking/builtin/groupedFolds.js';

describe('groupedFolds', () => {
  const items = fc.array(fc.record({ group: fc.constantFrom(...'abcdefghij') }), { minLength: 1 });

  it('has everything once, no group in two parts, no part empty, and the same in any order', () => {
    fc.assert(
      fc.property(items, fc.nat(), (all, seed) => {
        const folds = groupedFolds(all, seed);
        const groups = new Set(all.map(({ group }) => group));
        assert.equal(folds.length, Math.min(5, groups.size));
        assert.deepEqual(new Set(folds.flat()), new Set(all));
        assert.equal(folds.flat().length, all.length);
        const parts = folds.map((fold) => [...new Set(fold.map(({ group }) => group))].sort());
        assert.ok(parts.every((part) => part.length > 0));
        assert.equal(parts.flat().length, groups.size);
        const turned = groupedFolds(all.toReversed(), seed);
        assert.deepEqual(
          turned.map((fold) => [...new Set(fold.map(({ group }) => group))].sort()),
          parts,
        );
      }),
    );
  });
});
