import assert from 'node:assert/strict';
import fc from 'fast-check';
import { subjectOf } from '../../../src/core/monitoring/alerts/alertSubject.js';
import type { AlertView } from '../../../src/core/monitoring/alerts/alertView.js';
import { METRIC_IDS, METRIC_STATES } from '../../../src/core/monitoring/metric.js';
import type { MetricResult } from '../../../src/core/monitoring/metricResult.js';
import { reportOf } from '../../../src/core/monitoring/reportOf.js';
import { DEPLOYMENT, result } from './alerts/someResults.js';

const AT = '2026-11-20T10:00:00.000Z';

function view(measured: MetricResult, over: Partial<AlertView> = {}): AlertView {
  const level = measured.state === 'alert' ? 'alert' : 'warn';
  const id = 'al-20261120-0000000a';
  return { id, level, state: 'open', raisedAt: AT, changedAt: AT, result: measured, ...over };
}

function report(results: readonly MetricResult[], views: readonly AlertView[] = []) {
  return reportOf({
    results,
    views,
    production: DEPLOYMENT,
    now: new Date(AT),
    toolVersion: '0.0.0',
  });
}

describe('the report of a look', () => {
  it('is as bad as what needs attention, and says how much more does', () => {
    const [warn, alert] = [result({ state: 'warn' }), result({ state: 'alert', metric: 'errors' })];
    const { state, words } = report([warn, alert], [view(warn), view(alert)]);
    assert.deepEqual([state, words], ['alert', 'Errors: Errors: alert. And 1 more.']);
    // Where nothing may be written nothing is raised: what was measured still counts.
    assert.equal(report([warn, alert]).state, 'alert');
    assert.equal(report([warn]).state, 'warn');
  });

  it('goes on with an alert whose metric has no data any more', () => {
    const gone = result({ state: 'no-data' });
    assert.equal(report([gone], [view(result({ state: 'alert' }))]).state, 'alert');
  });

  it('does not count what was acknowledged or put off, and names it', () => {
    const bad = result({ state: 'alert' });
    for (const state of ['acknowledged', 'snoozed'] as const) {
      const known = report([bad, result({ metric: 'errors' })], [view(bad, { state })]);
      assert.equal(known.state, 'ok');
      assert.match(known.words, /1 alert known or put off/u);
    }
  });

  it('is not ok for want of data of what is in production', () => {
    const ok = result({ metric: 'errors' });
    assert.equal(report([ok, result({ state: 'warming-up' })]).state, 'warming-up');
    assert.equal(report([ok, result({ state: 'stale' })]).state, 'stale');
    assert.equal(report([]).state, 'no-data');
    assert.equal(report([result({ state: 'no-data' })]).state, 'no-data');
    // What the assistant does not log, a candidate that few get, and reviewing hold nothing back.
    const candidate = result({ deployment: 'dep-20261120-0000000c', state: 'warming-up' });
    const review = result({ metric: 'reject-rate', deployment: null, state: 'warming-up' });
    const times = result({ metric: 'latency', state: 'no-data' });
    const calm = report([ok, candidate, review, times]);
    assert.equal(calm.state, 'ok');
    assert.equal(
      calm.words,
      'Of 4 figures 1 were judged: nothing stands out; 3 could not be judged.',
    );
  });

  it('is never ok while something open needs attention, nor without anything that is ok or known', () => {
    const anyResult = fc.record({
      metric: fc.constantFrom(...METRIC_IDS),
      deployment: fc.constantFrom(DEPLOYMENT, 'own', null),
      state: fc.constantFrom(...METRIC_STATES),
    });
    const answered = fc.constantFrom('open', 'acknowledged', 'snoozed', 'cleared');
    fc.assert(
      fc.property(fc.array(fc.tuple(anyResult, answered), { maxLength: 8 }), (given) => {
        const results = given.map(([over]) => result(over));
        const views = given.flatMap(([over, state]) => {
          const measured = result(over);
          const isBad = over.state === 'warn' || over.state === 'alert';
          return isBad ? [view(measured, { state: state as AlertView['state'] })] : [];
        });
        const { state, words } = report(results, views);
        assert.notEqual(words, '');
        if (state !== 'ok') return;
        assert.ok(views.every((each) => each.state !== 'open'));
        const known = new Set(
          views.filter((each) => each.state !== 'cleared').map((each) => subjectOf(each.result)),
        );
        assert.ok(results.some((each) => each.state === 'ok' || known.has(subjectOf(each))));
      }),
    );
  });
});
