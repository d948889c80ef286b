import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import { contingencyTest } from '../../../src/core/statistics/contingencyTest.js';
import { logBeta, logGamma, upperGammaShare } from '../../../src/core/statistics/gamma.js';
import { holmCorrection } from '../../../src/core/statistics/holmCorrection.js';
import { jensenShannonDistance } from '../../../src/core/statistics/jensenShannon.js';
import { kolmogorovSmirnov } from '../../../src/core/statistics/kolmogorovSmirnov.js';
import { robustZ } from '../../../src/core/statistics/robustZ.js';
import { SeededRandom } from '../../../src/core/statistics/seededRandom.js';
import {
  priorOfExceedance,
  priorOfSample,
  type SharePrior,
  shareEvidence,
} from '../../../src/core/statistics/shareProcess.js';

/** test/fixtures/statistics/README.md says how it was made. */
const scipy: {
  readonly logGamma: readonly [x: number, value: number][];
  readonly upperGamma: readonly [a: number, x: number, value: number][];
  readonly mixes: readonly {
    first: readonly number[];
    second: readonly number[];
    distance: number;
    statistic?: number;
    degrees: number;
    p: number;
    pooled: number;
  }[];
  readonly shares: readonly (SharePrior & { events: number; trials: number; e: number })[];
  readonly exceedances: readonly {
    size: number;
    rank: number;
    trials: number;
    probabilities: readonly number[];
  }[];
  readonly deviations: readonly {
    values: readonly number[];
    x: number;
    floor: number;
    z: number;
  }[];
  readonly holm: readonly { p: readonly number[]; adjusted: readonly number[] }[];
  readonly ks: readonly {
    a: readonly number[];
    b: readonly number[];
    statistic: number;
    p: number;
  }[];
} = JSON.parse(await readFile('test/fixtures/statistics/drift.json', 'utf8'));

function isClose(actual: number | undefined, expected: number, relative = 1e-9): void {
  assert.ok(actual !== undefined);
  const most = relative * Math.max(Math.abs(expected), 1e-300);
  assert.ok(Math.abs(actual - expected) <= most, `${actual} is not ${expected}`);
}

describe('statistics of drift, held against SciPy', () => {
  it('the gamma function, and the tail of its distribution', () => {
    for (const [x, value] of scipy.logGamma)
      assert.ok(Math.abs(logGamma(x) - value) <= 1e-13 * Math.max(Math.abs(value), 1), `${x}`);
    for (const [a, x, value] of scipy.upperGamma) isClose(upperGammaShare(a, x), value);
    assert.ok([logGamma(0), upperGammaShare(0, 1), upperGammaShare(1, -1)].every(Number.isNaN));
  });

  it('Jensen–Shannon distances', () => {
    for (const { first, second, distance } of scipy.mixes) {
      const found = jensenShannonDistance(first, second);
      if (distance === 0) assert.equal(found, 0);
      else isClose(found, distance);
    }
  });

  it('chi-square of two samples, with rare categories put together', () => {
    for (const { first, second, statistic, degrees, p, pooled } of scipy.mixes) {
      const test = contingencyTest(first, second);
      if (statistic === undefined) {
        assert.equal(test, undefined);
        continue;
      }
      assert.deepEqual([test?.degrees, test?.pooled], [degrees, pooled]);
      if (statistic === 0) assert.equal(test?.statistic, 0);
      else isClose(test?.statistic, statistic);
      isClose(test?.pValue, p);
    }
  });

  it('evidence of a greater share, by beta-binomials', () => {
    for (const { e, events, trials, ...prior } of scipy.shares)
      isClose(shareEvidence(prior, { events, trials }), e);
  });

  it('exceedances of an order statistic are beta-binomial', () => {
    for (const { size, rank, trials, probabilities } of scipy.exceedances) {
      const { alpha, beta } = priorOfExceedance(rank, size);
      for (const [events, probability] of probabilities.entries()) {
        const ways = -Math.log(trials + 1) - logBeta(events + 1, trials - events + 1);
        const marginal = logBeta(alpha + events, beta + trials - events) - logBeta(alpha, beta);
        isClose(Math.exp(ways + marginal), probability);
      }
    }
  });

  it('robust z, also where the median deviation is 0, or all are the same', () => {
    for (const { values, x, floor, z } of scipy.deviations)
      isClose(robustZ(values, x, floor)?.z, z);
    assert.equal(robustZ([], 1, 1), undefined);
  });

  it("Holm's correction", () => {
    for (const { p, adjusted } of scipy.holm)
      for (const [i, each] of holmCorrection(p).entries())
        assert.ok(Math.abs(each - (adjusted[i] ?? Number.NaN)) < 1e-15);
  });

  it('Kolmogorov–Smirnov of many values, with ties', () => {
    for (const { a, b, statistic, p } of scipy.ks) {
      const test = kolmogorovSmirnov(a, b);
      isClose(test?.statistic, statistic, 1e-12);
      assert.ok(Math.abs((test?.pValue ?? Number.NaN) - p) < 1e-12, `${test?.pValue} is not ${p}`);
    }
  });
});

const counts = fc.array(fc.nat(200), { minLength: 2, maxLength: 30 });
const pairs = fc.array(fc.tuple(fc.nat(200), fc.nat(200)), { minLength: 2, maxLength: 30 });

describe('two samples of categories', () => {
  it('are as far from each other either way round, and whatever the order of the categories', () => {
    fc.assert(
      fc.property(pairs, (cells) => {
        const [first, second] = [cells.map(([one]) => one), cells.map(([, two]) => two)];
        const distance = jensenShannonDistance(first, second);
        const test = contingencyTest(first, second);
        const [back, again] = [
          jensenShannonDistance([...second].reverse(), [...first].reverse()),
          contingencyTest([...second].reverse(), [...first].reverse()),
        ];
        if (distance === undefined) assert.equal(back, undefined);
        else assert.ok(distance >= 0 && distance <= 1 && Math.abs(distance - (back ?? 2)) < 1e-7);
        assert.equal(test?.degrees, again?.degrees);
      }),
    );
  });

  it('differ by nothing when they are the same', () => {
    fc.assert(
      fc.property(counts, (sample) => {
        assert.ok((jensenShannonDistance(sample, sample) ?? 0) < 1e-7);
        assert.ok((contingencyTest(sample, sample)?.pValue ?? 1) > 0.999);
      }),
    );
  });
});

describe('evidence of a greater share', () => {
  it('grows with events, and no more events than expected are none', () => {
    const shapes = fc.record({ b: fc.nat(100), m: fc.integer({ min: 101, max: 2_000 }) });
    fc.assert(
      fc.property(shapes, fc.integer({ min: 1, max: 500 }), ({ b, m }, trials) => {
        const prior = priorOfSample(b, m);
        let before = 0;
        for (let events = 0; events <= trials; events += 7) {
          const evidence = shareEvidence(prior, { events, trials });
          assert.ok(evidence >= before);
          if (events <= (trials * b) / m) assert.ok(evidence <= 1.000001, String(evidence));
          before = evidence;
        }
      }),
    );
  });

  it('misleads no more often than it says, looked at after every trial, for whatever share', () => {
    const random = new SeededRandom(1);
    const draws = (share: number) => random.bits() / 2 ** 32 < share;
    for (const share of [0.01, 0.06, 0.2]) {
      const runs = 400;
      let misled = 0;
      for (let run = 0; run < runs; run += 1) {
        let [known, events, most] = [0, 0, 0];
        for (let i = 0; i < 500; i += 1) known += Number(draws(share));
        const prior = priorOfSample(known, 500);
        for (let trials = 1; trials <= 600; trials += 1) {
          events += Number(draws(share));
          most = Math.max(most, shareEvidence(prior, { events, trials }));
        }
        misled += Number(most > 20);
      }
      // 5 %: twenty of 400, and four standard errors.
      assert.ok(misled <= 38, `${misled} of ${runs} at ${share}`);
    }
  });
});
