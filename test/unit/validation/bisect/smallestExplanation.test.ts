import assert from 'node:assert/strict';
import fc from 'fast-check';
import { smallestExplanation } from '../../../../src/core/validation/bisect/smallestExplanation.js';

type Guess = (left: ReadonlySet<number>) => boolean;

const itemsOf = (count: number) => Array.from({ length: count }, (_, at) => at);

function explain(count: number, isRightWithout: Guess, most: number) {
  return smallestExplanation(itemsOf(count), async (left) => isRightWithout(left), most);
}

function subsetsOf(count: number): ReadonlySet<number>[] {
  return Array.from(
    { length: 2 ** count },
    (_, bits) => new Set(itemsOf(count).filter((at) => (bits >> at) & 1)),
  );
}

/** All is right once one of some sets is left out; the usual case, in which more never makes it worse. */
const culprits = fc.array(fc.uniqueArray(fc.nat(8), { minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 4,
});

describe('the smallest explanation', () => {
  it('is right, and as small as any where every smaller set was tried', () =>
    fc.assert(
      fc.asyncProperty(culprits, fc.nat(200), async (sets, most) => {
        const isRight: Guess = (left) => sets.some((set) => set.every((at) => left.has(at)));
        const found = await explain(9, isRight, most);
        assert.ok(found !== undefined && isRight(new Set(found.items)));
        const least = Math.min(...sets.map((set) => set.length));
        if (found.isSmallest) assert.equal(found.items.length, least);
        for (const spared of found.items)
          assert.ok(!isRight(new Set(found.items.filter((each) => each !== spared))));
      }),
      { numRuns: 300 },
    ));

  it('can spare none of its items, even where leaving out more makes it worse again', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 64, maxLength: 64 }), async (truth) => {
        const indexOf = (left: ReadonlySet<number>) =>
          [...left].reduce((sum, at) => sum + 2 ** at, 0);
        const isRight: Guess = (left) =>
          left.size === 6 || (left.size > 0 && truth[indexOf(left)] === true);
        for (const most of [0, 1_000]) {
          const found = await explain(6, isRight, most);
          assert.ok(found !== undefined && isRight(new Set(found.items)));
          for (const spared of found.items)
            assert.ok(!isRight(new Set(found.items.filter((each) => each !== spared))));
          const sizes = subsetsOf(6)
            .filter(isRight)
            .map(({ size }) => size);
          if (found.isSmallest) assert.equal(found.items.length, Math.min(...sizes));
        }
      }),
      { numRuns: 200 },
    ));

  it('is none where leaving out everything is not enough', async () => {
    assert.equal(await explain(5, () => false, 100), undefined);
  });

  it('asks few questions about many items', async () => {
    const found = await explain(200, (left) => left.has(150) && left.has(17) && left.has(64), 50);
    assert.deepEqual([...(found?.items ?? [])].sort(), [150, 17, 64].sort());
    assert.equal(found?.isSmallest, false);
    assert.ok((found?.asked ?? 1_000) < 250, String(found?.asked));
  });

  it('asks about the likeliest ones first', async () => {
    const found = await explain(100, (left) => left.has(2), 300);
    assert.deepEqual([found?.items, found?.isSmallest], [[2], true]);
    assert.ok((found?.asked ?? 100) < 20, String(found?.asked));
  });
});
