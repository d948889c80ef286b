import assert from 'node:assert/strict';
import fc from 'fast-check';
import { correctTogether } from '../../../../src/core/monitoring/judging/correctTogether.js';
import { worstOf } from '../../../../src/core/monitoring/judging/worstOf.js';
import { METRIC_STATES } from '../../../../src/core/monitoring/metric.js';
import type { MetricResult } from '../../../../src/core/monitoring/metricResult.js';

function result(state: MetricResult['state'], p?: number): MetricResult {
  return {
    ...{ version: 1, metric: 'top-score', deployment: 'own', reranker: null, state },
    ...{ words: 'Scores are lower.', n: 400, m: 1_000, needed: { n: 200, m: 300 } },
    threshold: { warn: 0.1, alert: 0.15, warn_p: 0.01, alert_p: 0.001 },
    ...(p === undefined ? {} : { p }),
  };
}

describe('several tests of one look', () => {
  it('lower what the corrected p does not allow, and say so', () => {
    const [first, second, third] = correctTogether([
      result('alert', 0.0006),
      result('warn', 0.008),
      result('ok', 0.5),
    ]);
    assert.deepEqual([first?.state, second?.state, third?.state], ['warn', 'ok', 'ok']);
    assert.ok(Math.abs((first?.adjusted_p ?? 0) - 0.0018) < 1e-12);
    assert.equal(
      second?.words,
      'Scores are lower. Over the 3 tests of this look that is p = 0.016, which chance gives, too.',
    );
    assert.match(first?.words ?? '', /p = 0\.0018, too much for an alert\.$/u);
    assert.equal(third?.words, 'Scores are lower.');
  });

  it('leave alone what has no p, and what stands by itself', () => {
    const others = [result('alert'), result('warming-up'), result('no-data')];
    assert.deepEqual(correctTogether(others), others);
    assert.equal(correctTogether([...others, result('alert', 0.0006)])[3]?.state, 'alert');
    assert.deepEqual(correctTogether([]), []);
  });

  it('never raise a level, and keep the order', () => {
    const results = fc.array(
      fc.record({
        state: fc.constantFrom('ok', 'warn', 'alert'),
        p: fc.double({ min: 0, max: 1, noNaN: true }),
      }),
    );
    fc.assert(
      fc.property(results, (looked) => {
        const before = looked.map(({ state, p }) => result(state as MetricResult['state'], p));
        for (const [i, after] of correctTogether(before).entries()) {
          assert.equal(after.p, before[i]?.p);
          assert.ok((after.adjusted_p ?? 0) >= (after.p ?? 1));
          const rank = (each?: MetricResult) => METRIC_STATES.indexOf(each?.state ?? 'ok');
          assert.ok(rank(after) <= rank(before[i]));
        }
      }),
    );
  });
});

describe('the worst of several states', () => {
  it('is never ok for want of data, and not held back by what is not logged', () => {
    assert.equal(worstOf([]), 'no-data');
    assert.equal(worstOf(['no-data', 'no-data']), 'no-data');
    assert.equal(worstOf(['no-data', 'ok']), 'ok');
    assert.equal(worstOf(['ok', 'warming-up', 'no-data']), 'warming-up');
    assert.equal(worstOf(['stale', 'warming-up']), 'stale');
    assert.equal(worstOf(['warn', 'stale', 'alert', 'ok']), 'alert');
  });
});
