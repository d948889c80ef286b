import assert from 'node:assert/strict';
import { BOUNDED_PATTERNS, isBounded } from './boundedPatterns.js';
import { sourcePatterns } from './sourcePatterns.js';
import { allAttacks, growthOf } from './torments/patterns.js';
import { TORMENTS } from './torments.js';

/** Of those that are quickest; the others get fewer by what they cost. */
const CASES = 300;
const SLOW_MS = 600_000;
/** The same in every run, and another one in each, which the title names. */
const SEEDS = [1, Date.now() % 1_000_000_007];

describe('tormented', () => {
  for (const seed of SEEDS) {
    describe(`with seed ${seed}`, () => {
      for (const torment of TORMENTS) {
        it(torment.name, async () => {
          const cases = Math.max(4, Math.round(CASES / torment.cost));
          const { complaints, lost, cases: tried } = await torment.run({ seed, cases });
          assert.deepEqual(
            complaints.map(({ message, given }) => `${message}\n  from ${given.slice(0, 500)}`),
            [],
          );
          assert.deepEqual([tried, lost], [cases, 0]);
        }).timeout(SLOW_MS);
      }
    });
  }

  it('no pattern of the sources takes more than linear time, but for those that meet only short texts', () => {
    const slow = allAttacks().flatMap((attack) => growthOf(attack, [40, 400, 4_000, 16_000]) ?? []);
    assert.deepEqual(slow, []);
    assert.equal(sourcePatterns().filter(isBounded).length, BOUNDED_PATTERNS.size);
    assert.ok(sourcePatterns().length > 600);
  }).timeout(SLOW_MS);
});
