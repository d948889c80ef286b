import assert from 'node:assert/strict';
import { judgeDaily } from '../../../../src/core/monitoring/judging/judgeDaily.js';
import { judgeRate } from '../../../../src/core/monitoring/judging/judgeRate.js';
import { judgeShare } from '../../../../src/core/monitoring/judging/judgeShare.js';
import {
  type MetricResult,
  metricResultSchema,
} from '../../../../src/core/monitoring/metricResult.js';
import { configSchema } from '../../../../src/core/workspace/configSchema.js';
import { NOW } from '../../support/watchedSamples.js';

const settings = configSchema.parse({}).monitoring;
const span = { from: '2026-03-14T00:00:00.000Z', to: '2026-03-21T00:00:00.000Z' };

function checked(result: MetricResult): MetricResult {
  return metricResultSchema.parse(result);
}

describe('rates of candidates', () => {
  const rate = (now: [number, number], before: [number, number]) =>
    checked(
      judgeRate({
        metric: 'reject-rate',
        now: { events: now[0], of: now[1], span },
        before: { events: before[0], of: before[1], span },
        settings,
      }),
    );

  it('alert when rejections rise rapidly, with both figures', () => {
    const result = rate([30, 40], [50, 250]);
    assert.equal(result.state, 'alert');
    assert.match(
      result.words,
      /^30 of 40 \(75 %\) decided candidates were rejected, higher than before with 50 of 250 \(20 %\) \(evidence \d+, limit 20\)\.$/u,
    );
    assert.equal(rate([8, 40], [50, 250]).state, 'ok');
  });

  it('are not ok for want of candidates', () => {
    assert.deepEqual(
      [rate([0, 0], [50, 250]), rate([0, 19], [50, 250]), rate([5, 40], [10, 49])].map(
        ({ state }) => state,
      ),
      ['no-data', 'warming-up', 'warming-up'],
    );
    assert.equal(rate([15, 15], [10, 250]).state, 'alert');
  });
});

describe('values by day', () => {
  const daily = (values: readonly number[], last = '2026-03-20') => {
    const end = Date.parse(`${last}T00:00:00Z`);
    return checked(
      judgeDaily({
        metric: 'candidate-volume',
        values: values.map((value, i) => ({
          day: new Date(end - (values.length - 1 - i) * 86_400_000).toISOString().slice(0, 10),
          value,
        })),
        settings,
        now: NOW,
      }),
    );
  };
  const usual = [12, 9, 11, 14, 10, 8, 12, 13, 9, 11, 10, 12, 11, 10];

  it('leave the day out that is not over, and judge the one before it', () => {
    const result = daily([...usual, 11, 5_000]);
    assert.deepEqual([result.state, result.n, result.m], ['ok', 1, 14]);
    assert.equal(result.window?.from, '2026-03-19T00:00:00.000Z');
    assert.equal(daily([...usual, 5_000, 1]).state, 'alert');
    assert.match(
      daily([...usual, 30, 1]).words,
      /^2026-03-19 brought 30 candidates, higher than the median of 14 days before, 11 candidates \(robust z 5\.\d+, limit 3\.5\)\.$/u,
    );
  });

  it('rise with the day, and bear quiet ones', () => {
    const states = [0, 11, 20, 24, 40].map((value) => daily([...usual, value, 0]).state);
    assert.deepEqual(states, ['ok', 'ok', 'ok', 'warn', 'alert']);
    assert.match(daily([...usual, 0, 0]).words, /0 candidates, lower than/u);
  });

  it('do not take the one day a week on which candidates are mined for an outlier', () => {
    const weekly = (weeks: number) =>
      Array.from({ length: weeks }, () => [0, 0, 0, 0, 0, 0, 70]).flat();
    const result = daily([...weekly(6), 0]);
    assert.deepEqual([result.state, result.m], ['warming-up', 2]);
  });

  it('say when there is nothing, too little, or nothing any more', () => {
    assert.equal(daily([]).state, 'no-data');
    assert.equal(daily(new Array(15).fill(0)).state, 'no-data');
    assert.equal(daily([1, 2, 3, 4, 5, 6, 7, 8, 9]).state, 'warming-up');
    assert.equal(daily([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]).state, 'ok');
    assert.equal(daily(usual, '2026-03-10').state, 'stale');
  });

  it('find what changes when every day was the same', () => {
    const same = new Array(14).fill(4);
    assert.equal(daily([...same, 4, 0]).state, 'ok');
    assert.equal(daily([...same, 5, 0]).state, 'ok');
    assert.equal(daily([...same, 40, 0]).state, 'alert');
  });
});

describe('the share of stale entries', () => {
  const stale = (events: number, of: number) =>
    checked(judgeShare({ metric: 'staleness', events, of, settings }));

  it('warns and alerts by its limits, and does not alarm over a handful', () => {
    assert.deepEqual(
      [stale(0, 0), stale(0, 40), stale(4, 40), stale(10, 40), stale(1, 3)].map(
        ({ state }) => state,
      ),
      ['no-data', 'ok', 'warn', 'alert', 'warn'],
    );
    assert.equal(
      stale(4, 40).words,
      '4 of 40 (10 %) entries that cite a file are older than it, not lower than the limit of 10 %.',
    );
  });
});
