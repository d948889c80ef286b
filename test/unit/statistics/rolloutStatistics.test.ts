import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import fc from 'fast-check';
import {
  badEventEvidence,
  type EventSegment,
} from '../../../src/core/statistics/badEventProcess.js';
import {
  differenceSequence,
  meanSequence,
  type SequenceInterval,
} from '../../../src/core/statistics/confidenceSequence.js';
import { mannWhitney } from '../../../src/core/statistics/mannWhitney.js';
import { momentsOf, RunningMoments } from '../../../src/core/statistics/moments.js';
import { normalTail } from '../../../src/core/statistics/normalTail.js';
import { type SplitCount, sampleRatio } from '../../../src/core/statistics/sampleRatio.js';
import { SeededRandom } from '../../../src/core/statistics/seededRandom.js';

interface Samples {
  readonly a: readonly number[];
  readonly b: readonly number[];
}

/** test/fixtures/statistics/README.md says how it was made. */
const scipy: {
  readonly tail: readonly [z: number, p: number][];
  readonly mannWhitney: readonly (Samples & { u: number; p: number })[];
  readonly sampleRatio: readonly (SplitCount & { statistic?: number; p: number })[];
  readonly sequence: readonly (Samples & {
    alpha: number;
    tunedFor: number;
    difference: number;
    half: number;
    mean: number;
    halfOfOne: number;
  })[];
  readonly badEvents: readonly { segments: readonly EventSegment[]; e: number }[];
} = JSON.parse(await readFile('test/fixtures/statistics/rollout.json', 'utf8'));

function isClose(actual: number, expected: number, relative: number): void {
  const most = relative * Math.max(Math.abs(expected), 1e-300);
  assert.ok(Math.abs(actual - expected) <= most, `${actual} is not ${expected}`);
}

function isInterval(
  actual: SequenceInterval | undefined,
  [middle, half]: readonly [number, number],
): void {
  assert.ok(actual !== undefined);
  isClose(actual.difference, middle, 1e-9);
  isClose(actual.high - actual.low, 2 * half, 1e-9);
  isClose(actual.high + actual.low, 2 * middle, 1e-9);
}

/** A normal value (Box and Muller 1958). */
function normal(random: SeededRandom): number {
  const [one, two] = [(random.bits() + 1) / 2 ** 32, random.bits() / 2 ** 32];
  return Math.sqrt(-2 * Math.log(one)) * Math.cos(2 * Math.PI * two);
}

describe('statistics of rollouts, held against SciPy', () => {
  it('the tail of the normal distribution, near and far', () => {
    for (const [z, p] of scipy.tail) isClose(normalTail(z), p, 1e-13);
    assert.deepEqual([normalTail(40), normalTail(-40)], [0, 1]);
  });

  it('Mann–Whitney with ties', () => {
    for (const { a, b, u, p } of scipy.mannWhitney) {
      const test = mannWhitney(a, b);
      assert.equal(test?.u, u);
      isClose(test?.pValue ?? Number.NaN, p, 1e-10);
    }
  });

  it('sample ratios', () => {
    for (const { statistic, p, ...part } of scipy.sampleRatio) {
      const test = sampleRatio(part);
      assert.equal(test.isExact, statistic === undefined);
      if (statistic !== undefined) isClose(test.statistic ?? Number.NaN, statistic, 1e-10);
      isClose(test.pValue, p, 1e-10);
    }
  });

  it('confidence sequences of one mean and of two', () => {
    for (const { a, b, difference, half, mean, halfOfOne, ...options } of scipy.sequence) {
      isInterval(meanSequence(momentsOf(a), options), [mean, halfOfOne]);
      isInterval(differenceSequence(momentsOf(a), momentsOf(b), options), [difference, half]);
    }
  });

  it('evidence of bad events', () => {
    for (const { segments, e } of scipy.badEvents) isClose(badEventEvidence(segments), e, 1e-9);
  });
});

describe('moments', () => {
  it('are those of two passes, and none of too few values', () => {
    const values = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2 });
    fc.assert(
      fc.property(values, (all) => {
        const mean = all.reduce((sum, each) => sum + each, 0) / all.length;
        const squares = all.reduce((sum, each) => sum + (each - mean) ** 2, 0);
        const found = momentsOf(all);
        assert.ok(Math.abs(found.mean - mean) < 1e-9);
        assert.ok(Math.abs(found.variance - squares / (all.length - 1)) < 1e-6);
      }),
    );
    assert.ok(Number.isNaN(momentsOf([]).mean) && Number.isNaN(momentsOf([1]).variance));
  });
});

const PAIRED = { alpha: 0.02, tunedFor: 200 } as const;

describe('confidence sequences', () => {
  it('say nothing of too few values, and fit the pair of samples either way round', () => {
    const values = Array.from({ length: 29 }, (_, i) => i);
    assert.equal(meanSequence(momentsOf(values), PAIRED), undefined);
    assert.equal(
      differenceSequence(momentsOf([...values, 1, 2]), momentsOf(values), PAIRED),
      undefined,
    );
    const [first, second] = [momentsOf([...values, 7]), momentsOf([...values, 50])];
    const there = differenceSequence(first, second, PAIRED);
    const back = differenceSequence(second, first, PAIRED);
    isClose(there?.low ?? Number.NaN, -(back?.high ?? Number.NaN), 1e-12);
    assert.equal(meanSequence(momentsOf([1, 2]), { ...PAIRED, fewest: 2 })?.n, 2);
  });

  it('are wrong no more often than they say, looked at after every value', () => {
    const [runs, values] = [600, 600];
    const random = new SeededRandom(1);
    let [below, above] = [0, 0];
    for (let run = 0; run < runs; run += 1) {
      const moments = new RunningMoments();
      let [isBelow, isAbove] = [false, false];
      for (let i = 0; i < values; i += 1) {
        // What rankings differ by: mostly nothing, else a step up or down.
        moments.add(random.below(4) > 0 ? 0 : (random.below(2) * 2 - 1) * (random.below(3) / 2));
        const { low = -1, high = 1 } = meanSequence(moments, PAIRED) ?? {};
        isBelow ||= high < 0;
        isAbove ||= low > 0;
      }
      below += Number(isBelow);
      above += Number(isAbove);
    }
    // 1 % each: six of 600, and four standard errors.
    assert.ok(below <= 16 && above <= 16, `${below} and ${above} of ${runs}`);
  });

  it('find what is there', () => {
    const random = new SeededRandom(2);
    let found = 0;
    for (let run = 0; run < 100; run += 1) {
      const [first, second] = [new RunningMoments(), new RunningMoments()];
      for (let i = 0; i < 400; i += 1) {
        first.add(normal(random));
        second.add(normal(random) - 0.5);
      }
      const interval = differenceSequence(first, second, { alpha: 0.02, tunedFor: 1_000 });
      if (interval !== undefined && interval.high < 0) found += 1;
    }
    assert.ok(found >= 95, `${found}`);
  });
});

describe('evidence of bad events', () => {
  it('is 1 where there is nothing to compare, and grows with the harm', () => {
    assert.equal(badEventEvidence([]), 1);
    assert.equal(badEventEvidence([{ share: 0, candidate: 0, baseline: 9 }]), 1);
    assert.equal(badEventEvidence([{ share: 1, candidate: 9, baseline: 0 }]), 1);
    const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    const count = fc.integer({ min: 0, max: 50 });
    fc.assert(
      fc.property(share, count, count, (of, candidate, baseline) => {
        const evidence = badEventEvidence([{ share: of, candidate, baseline }]);
        const worse = badEventEvidence([{ share: of, candidate: candidate + 1, baseline }]);
        const better = badEventEvidence([{ share: of, candidate, baseline: baseline + 1 }]);
        assert.ok(evidence > 0 && worse > evidence && better < evidence);
        // A segment may be cut anywhere.
        const parts = [
          { share: of, candidate, baseline: 0 },
          { share: of, candidate: 0, baseline },
        ];
        isClose(badEventEvidence(parts), evidence, 1e-9);
      }),
    );
  });

  it('cries wolf no more often than once in a hundred, looked at after every event', () => {
    const [runs, random] = [1_500, new SeededRandom(3)];
    let alarms = 0;
    for (let run = 0; run < runs; run += 1)
      alarms += Number(isAlarmed(random, { share: 0.1, harm: 1, days: 60 }));
    // 15 on average at most, and four standard errors.
    assert.ok(alarms <= 30, `${alarms} of ${runs}`);
  });

  it('is not misled by a share that is not what it was meant to be, when given the one that was', () => {
    const [runs, random] = [1_500, new SeededRandom(4)];
    let alarms = 0;
    for (let run = 0; run < runs; run += 1)
      alarms += Number(isAlarmed(random, { share: 0.1 + random.below(8) / 10, harm: 1, days: 60 }));
    assert.ok(alarms <= 30, `${alarms} of ${runs}`);
  });

  it('finds three times the harm', () => {
    const random = new SeededRandom(5);
    let alarms = 0;
    for (let run = 0; run < 200; run += 1)
      alarms += Number(isAlarmed(random, { share: 0.5, harm: 3, days: 60 }));
    assert.ok(alarms >= 180, `${alarms} of 200`);
  });
});

/** Days on which ten people come, one in ten of whom complains, or `harm` times as many of the candidate's. */
function isAlarmed(
  random: SeededRandom,
  { share, harm, days }: { readonly share: number; readonly harm: number; readonly days: number },
): boolean {
  const happens = (probability: number) => Number(random.bits() / 2 ** 32 < probability);
  const segments: EventSegment[] = [];
  for (let day = 0; day < days; day += 1) {
    let [exposed, candidate, baseline] = [0, 0, 0];
    for (let person = 0; person < 10; person += 1) {
      const isCandidate = happens(share);
      const bad = happens(0.1 * harm ** isCandidate);
      exposed += isCandidate;
      candidate += bad * isCandidate;
      baseline += bad * (1 - isCandidate);
    }
    segments.push({ share: exposed / 10, candidate, baseline });
    if (badEventEvidence(segments) > 100) return true;
  }
  return false;
}

describe('sample ratios', () => {
  it('are the same whichever arm is called the candidate, and exact for few', () => {
    const count = fc.integer({ min: 0, max: 200 });
    const share = fc.double({ min: 0.01, max: 0.99, noNaN: true });
    fc.assert(
      fc.property(share, count, count, (of, candidate, baseline) => {
        const there = sampleRatio({ share: of, candidate, baseline });
        const back = sampleRatio({ share: 1 - of, candidate: baseline, baseline: candidate });
        assert.ok(Math.abs(there.pValue - back.pValue) < 1e-6);
        assert.ok(there.pValue >= 0 && there.pValue <= 1);
      }),
    );
    isClose(sampleRatio({ share: 0.1, candidate: 5, baseline: 0 }).pValue, 1e-5, 1e-9);
    assert.equal(sampleRatio({ share: 1, candidate: 5, baseline: 0 }).pValue, 1);
    assert.equal(sampleRatio({ share: 1, candidate: 5, baseline: 1 }).pValue, 0);
    assert.equal(sampleRatio({ share: 0.5, candidate: 0, baseline: 0 }).pValue, 1);
  });

  it('are as rarely wrong as they say', () => {
    const random = new SeededRandom(6);
    let found = 0;
    for (let run = 0; run < 4_000; run += 1) {
      let candidate = 0;
      for (let i = 0; i < 200; i += 1) candidate += Number(random.below(4) === 0);
      const { pValue } = sampleRatio({ share: 0.25, candidate, baseline: 200 - candidate });
      if (pValue < 0.01) found += 1;
    }
    assert.ok(found > 15 && found < 66, `${found} of 4,000`);
  });
});

describe('Mann–Whitney', () => {
  it('is the same either way round, and says nothing of equals', () => {
    const sample = fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(sample, sample, (first, second) => {
        const [there, back] = [mannWhitney(first, second), mannWhitney(second, first)];
        isClose(there?.pValue ?? Number.NaN, back?.pValue ?? Number.NaN, 1e-9);
        isClose((there?.share ?? 0) + (back?.share ?? 0), 1, 1e-12);
        const pairs = first.flatMap((a) => second.map((b) => Number(b > a) + Number(b === a) / 2));
        assert.equal(
          there?.u,
          pairs.reduce((sum, each) => sum + each, 0),
        );
      }),
    );
    assert.deepEqual(mannWhitney([1, 1], [1]), { u: 1, pValue: 1, share: 0.5 });
    assert.equal(mannWhitney([], [1]), undefined);
  });
});
