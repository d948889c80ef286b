import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bootstrapInterval } from '../../../src/core/statistics/bootstrapInterval.js';
import {
  kolmogorovSmirnov,
  limitProbability,
} from '../../../src/core/statistics/kolmogorovSmirnov.js';
import { normalQuantile } from '../../../src/core/statistics/normalQuantile.js';
import { populationStability } from '../../../src/core/statistics/populationStability.js';
import { pairedRandomisationTest } from '../../../src/core/statistics/randomisationTest.js';
import { SeededRandom } from '../../../src/core/statistics/seededRandom.js';
import { mean } from '../../../src/core/statistics/summaries.js';

const figures = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), {
  minLength: 1,
  maxLength: 40,
});

function uniform(seed: number, length: number): number[] {
  const random = new SeededRandom(seed);
  return Array.from({ length }, () => random.bits() / 2 ** 32);
}

describe('SeededRandom', () => {
  it('gives the same for the same seed, and spreads evenly', () => {
    assert.deepEqual(uniform(7, 50), uniform(7, 50));
    assert.notDeepEqual(uniform(7, 50), uniform(8, 50));
    const counts = new Array<number>(10).fill(0);
    const random = new SeededRandom(1);
    for (let i = 0; i < 100_000; i += 1) {
      const drawn = random.below(10);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    // Chi-square of nine degrees of freedom exceeds 27.9 once in a thousand times.
    assert.ok(counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0) < 27.9);
  });

  it('shuffles without losing anything', () => {
    const shuffled = new SeededRandom(3).shuffled([1, 2, 3, 4, 5, 6, 7, 8]);
    assert.notDeepEqual(shuffled, [1, 2, 3, 4, 5, 6, 7, 8]);
    assert.deepEqual(shuffled.toSorted(), [1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('pairedRandomisationTest', () => {
  it('finds nothing between equals, and what is there between different ones', () => {
    const a = uniform(1, 100);
    assert.equal(pairedRandomisationTest(a, a).pValue, 1);
    assert.equal(pairedRandomisationTest([], []).pValue, 1);
    const better = pairedRandomisationTest(
      a,
      a.map((value, i) => value + (i % 3) / 10),
    );
    assert.deepEqual([better.pValue, better.isExact, better.n], [1 / 10_001, false, 100]);
    assert.throws(() => pairedRandomisationTest([1], []), RangeError);
  });

  it('does not care which of the two comes first', () => {
    fc.assert(
      fc.property(figures, (a) => {
        const b = a.map((value, i) => (i % 2 === 0 ? value : 1 - value));
        const [there, back] = [pairedRandomisationTest(a, b), pairedRandomisationTest(b, a)];
        assert.equal(there.pValue, back.pValue);
        assert.ok(there.pValue > 0 && there.pValue <= 1);
      }),
      { numRuns: 20 },
    );
  });

  it('is wrong about equals as often as it says', () => {
    let found = 0;
    for (let seed = 1; seed <= 400; seed += 1) {
      const test = pairedRandomisationTest(uniform(seed, 20), uniform(seed + 10_000, 20), {
        seed,
        resamples: 500,
      });
      if (test.pValue <= 0.05) found += 1;
    }
    // 20 of 400 on average; 4 standard errors.
    assert.ok(found > 3 && found < 38, `${found}`);
  });
});

describe('bootstrapInterval', () => {
  it('holds the mean, is the same for the same seed, and narrows with more values', () => {
    fc.assert(
      fc.property(figures, (values) => {
        const interval = bootstrapInterval(values, { resamples: 500 });
        if (values.length < 2) return assert.equal(interval, undefined);
        assert.deepEqual(bootstrapInterval(values, { resamples: 500 }), interval);
        const middle = mean(values);
        assert.ok(interval !== undefined && interval.low <= middle + 1e-9);
        assert.ok(interval.high >= middle - 1e-9);
      }),
      { numRuns: 30 },
    );
    const width = (n: number) => {
      const { low = 0, high = 0 } = bootstrapInterval(uniform(5, n)) ?? {};
      return high - low;
    };
    assert.ok(width(400) < width(40));
  });
});

describe('kolmogorovSmirnov', () => {
  it('is the same both ways, 0 for one sample, 1 for samples apart', () => {
    fc.assert(
      fc.property(figures, figures, (a, b) => {
        const [there, back] = [kolmogorovSmirnov(a, b), kolmogorovSmirnov(b, a)];
        assert.deepEqual(there, back);
        assert.equal(kolmogorovSmirnov(a, a)?.statistic, 0);
        assert.equal(kolmogorovSmirnov(a, a)?.pValue, 1);
        assert.equal(
          kolmogorovSmirnov(
            a,
            b.map((value) => value + 2),
          )?.statistic,
          1,
        );
      }),
    );
    assert.equal(kolmogorovSmirnov([], [1]), undefined);
  });

  it('goes over to the limit where the exact way would be long, without a jump', () => {
    const [a, b] = [uniform(1, 3_000), uniform(2, 3_300).map((value) => value + 0.02)];
    const exact = kolmogorovSmirnov(a, b);
    assert.equal(exact?.isExact, true);
    const limit = limitProbability(exact.statistic * Math.sqrt((3_000 * 3_300) / 6_300));
    assert.ok(exact.pValue > 0.0001 && exact.pValue < 0.99, `${exact.pValue}`);
    assert.ok(Math.abs(exact.pValue - limit) < 0.05 * limit + 0.001);
    assert.equal(kolmogorovSmirnov(a, uniform(3, 3_400))?.isExact, false);
  });
});

describe('populationStability', () => {
  it('says when there is too little to say anything', () => {
    const [few, many] = [uniform(1, 299), uniform(2, 300)];
    assert.equal(populationStability(few, many), 'too-few-references');
    assert.equal(populationStability(many, few), 'too-few-values');
    assert.equal(populationStability(new Array(300).fill(1), many), 'all-the-same');
    assert.ok(typeof populationStability(few, few, 100) === 'object');
  });

  it('stays within chance where nothing changed, and exceeds it where something did', () => {
    let exceeded = 0;
    for (let seed = 1; seed <= 200; seed += 1) {
      const stability = populationStability(uniform(seed, 1_000), uniform(seed + 999, 300));
      assert.ok(typeof stability === 'object');
      if (stability.index > stability.chance) exceeded += 1;
    }
    assert.ok(exceeded <= 8, `${exceeded}`);
    const moved = populationStability(
      uniform(1, 1_000),
      uniform(2, 300).map((x) => x * 0.8),
    );
    assert.ok(typeof moved === 'object' && moved.index > moved.chance);
  });

  it('bears values of which there are only a few', () => {
    const coarse = (seed: number) => uniform(seed, 400).map((value) => Math.round(2 * value));
    const stability = populationStability(coarse(1), coarse(2));
    assert.ok(typeof stability === 'object' && stability.bins === 3 && stability.index < 0.1);
  });
});

describe('normalQuantile', () => {
  it('is odd around one half, and infinite at the ends', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-9, max: 0.5, noNaN: true }), (share) => {
        const [low, high] = [normalQuantile(share), normalQuantile(1 - share)];
        assert.ok(Math.abs(low + high) < 1e-6 && low <= 0);
      }),
    );
    assert.deepEqual([0, 1].map(normalQuantile), [
      Number.NEGATIVE_INFINITY,
      Number.POSITIVE_INFINITY,
    ]);
    assert.ok(Number.isNaN(normalQuantile(1.5)) && Number.isNaN(normalQuantile(Number.NaN)));
  });
});
