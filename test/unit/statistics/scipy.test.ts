import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { bootstrapInterval } from '../../../src/core/statistics/bootstrapInterval.js';
import {
  kolmogorovSmirnov,
  limitProbability,
} from '../../../src/core/statistics/kolmogorovSmirnov.js';
import { chiSquareQuantile, normalQuantile } from '../../../src/core/statistics/normalQuantile.js';
import { populationStability } from '../../../src/core/statistics/populationStability.js';
import { pairedRandomisationTest } from '../../../src/core/statistics/randomisationTest.js';
import { quantile } from '../../../src/core/statistics/summaries.js';

interface Samples {
  readonly a: readonly number[];
  readonly b: readonly number[];
}

/** test/fixtures/statistics/README.md says how it was made. */
const scipy: {
  readonly ks: readonly (Samples & { statistic: number; p: number })[];
  readonly ksLimit: readonly [t: number, p: number][];
  readonly randomisation: readonly (Samples & { p: number })[];
  readonly normal: readonly [share: number, value: number][];
  readonly chi2: readonly [share: number, degrees: number, value: number][];
  readonly quantile: readonly [share: number, value: number][];
  readonly quantileOf: readonly number[];
  readonly bootstrap: readonly { values: readonly number[]; low: number; high: number }[];
  readonly psi: readonly { reference: number[]; values: number[]; index: number }[];
} = JSON.parse(await readFile('test/fixtures/statistics/scipy.json', 'utf8'));

function isClose(actual: number, expected: number, relative: number): void {
  const most = relative * Math.max(Math.abs(expected), 1e-12);
  assert.ok(Math.abs(actual - expected) <= most, `${actual} is not ${expected}`);
}

describe('statistics, held against SciPy', () => {
  it('Kolmogorov–Smirnov, exact', () => {
    for (const { a, b, statistic, p } of scipy.ks) {
      const test = kolmogorovSmirnov(a, b);
      assert.equal(test?.isExact, true);
      isClose(test.statistic, statistic, 1e-12);
      assert.ok(Math.abs(test.pValue - p) < 1e-12, `${test.pValue} is not ${p}`);
    }
  });

  it('Kolmogorov–Smirnov, in the limit', () => {
    for (const [t, p] of scipy.ksLimit) isClose(limitProbability(t), p, 1e-10);
  });

  it('the paired randomisation test: every assignment, and many random ones', () => {
    for (const { a, b, p } of scipy.randomisation) {
      const test = pairedRandomisationTest(a, b);
      assert.equal(test.isExact, a.length <= 14);
      if (test.isExact) isClose(test.pValue, p, 1e-9);
      // Three standard errors of 10,000 resamples.
      else assert.ok(Math.abs(test.pValue - p) < 3 * Math.sqrt((p * (1 - p)) / 10_000) + 1e-4);
    }
  });

  it('quantiles of the normal distribution, of chi-square, and of a sample', () => {
    for (const [share, value] of scipy.normal)
      assert.ok(
        Math.abs(normalQuantile(share) - value) <= 2e-12 * Math.max(1, Math.abs(value)),
        `${share}: ${normalQuantile(share)} is not ${value}`,
      );
    for (const [share, degrees, value] of scipy.chi2)
      isClose(chiSquareQuantile(share, degrees), value, degrees < 9 ? 0.02 : 0.01);
    for (const [share, value] of scipy.quantile)
      isClose(quantile(scipy.quantileOf, share), value, 1e-12);
  });

  it('the bootstrap interval, as far as resampling allows', () => {
    for (const { values, low, high } of scipy.bootstrap) {
      const interval = bootstrapInterval(values);
      assert.ok(interval !== undefined);
      const most = 0.05 * (high - low);
      assert.ok(Math.abs(interval.low - low) < most && Math.abs(interval.high - high) < most);
    }
  });

  it('population stability', () => {
    for (const { reference, values, index } of scipy.psi) {
      const stability = populationStability(reference, values);
      assert.ok(typeof stability === 'object');
      isClose(stability.index, index, 1e-9);
    }
  });
});
