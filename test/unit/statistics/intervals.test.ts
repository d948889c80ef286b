import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Interval } from '../../../src/core/statistics/bootstrapInterval.js';
import { poissonInterval, wilsonInterval } from '../../../src/core/statistics/countIntervals.js';
import {
  kolmogorovSmirnovInterval,
  populationStabilityInterval,
} from '../../../src/core/statistics/sampleDistanceIntervals.js';

/** test/fixtures/statistics/README.md says how it was made. */
const scipy: {
  readonly wilson: readonly (Interval & { count: number; n: number; level: number })[];
  readonly poisson: readonly (Interval & { count: number })[];
  readonly ks: readonly (Interval & { a: number[]; b: number[] })[];
  readonly psi: readonly (Interval & { reference: number[]; values: number[] })[];
} = JSON.parse(await readFile('test/fixtures/statistics/intervals.json', 'utf8'));

function isNear(actual: Interval | undefined, expected: Interval, most: number): void {
  assert.ok(actual !== undefined);
  for (const end of ['low', 'high'] as const)
    assert.ok(
      Math.abs(actual[end] - expected[end]) <= most,
      `${end}: ${actual[end]} is not ${expected[end]}`,
    );
}

describe('intervals of what reports count, held against SciPy', () => {
  it('of shares, by Wilson', () => {
    for (const { count, n, level, ...expected } of scipy.wilson)
      isNear(wilsonInterval(count, n, level), expected, 1e-12);
    assert.equal(wilsonInterval(0, 0), undefined);
  });

  it('of counts, by Garwood', () => {
    for (const { count, ...expected } of scipy.poisson)
      isNear(poissonInterval(count), expected, 1e-9 * Math.max(count, 1));
  });

  it('of the Kolmogorov–Smirnov distance, by resampling', () => {
    for (const { a, b, ...expected } of scipy.ks) {
      const found = kolmogorovSmirnovInterval(a, b, { resamples: 5_000 });
      // The distance is a multiple of 1 / (n m); a few of these are what draws differ by.
      isNear(found, expected, 0.02);
      assert.deepEqual(kolmogorovSmirnovInterval(a, b, { resamples: 5_000 }), found);
    }
    assert.equal(kolmogorovSmirnovInterval([1], [1, 2]), undefined);
  });

  it('of the population stability index, by resampling', () => {
    for (const { reference, values, ...expected } of scipy.psi) {
      const found = populationStabilityInterval(reference, values, { resamples: 5_000 });
      isNear(found, expected, 0.01);
    }
    assert.equal(populationStabilityInterval([1, 1, 1], [1, 2]), undefined);
  });
});
