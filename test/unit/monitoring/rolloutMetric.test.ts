import assert from 'node:assert/strict';
import { metricResultSchema } from '../../../src/core/monitoring/metricResult.js';
import { rolloutMetric } from '../../../src/core/monitoring/rolloutMetric.js';
import type { Gate, Verdict } from '../../../src/core/rollout/gates/gate.js';
import type { RolloutView } from '../../../src/core/rollout/rolloutStatus.js';

const DEPLOYMENT = 'dep-20260201-00000001';

function view(more: Partial<RolloutView> = {}): RolloutView {
  return {
    id: 'ro-20260201-00000001',
    deployment: DEPLOYMENT,
    baseline: null,
    kind: 'scheduled',
    startedAt: '2026-02-01T12:00:00.000Z',
    startedBy: { name: 'Ada', email: 'ada@example.org' },
    startSignedBy: undefined,
    stage: 'CANARY',
    enteredAt: '2026-02-02T12:00:00.000Z',
    weightBp: 1_000,
    weightSince: '2026-02-02T12:00:00.000Z',
    pause: undefined,
    approvals: [],
    steps: [],
    approval: undefined,
    content: undefined,
    ...more,
  };
}

function gate(id: string, verdict: Verdict, more: Partial<Gate> = {}): Gate {
  return { id, kind: 'guardrail', verdict, words: `of ${id}`, ...more };
}

const MINIMUM = { kind: 'minimum', measured: 40, needed: 30 } as const;
const WITHOUT = { kind: 'minimum', measured: 400, needed: 30 } as const;
const ENOUGH = [gate('exposures', 'pass', MINIMUM), gate('baseline-exposures', 'pass', WITHOUT)];
const FINE = [...ENOUGH, gate('bad-events', 'pass'), gate('hard-failures', 'pass')];

function metric(rollout: RolloutView, gates: readonly Gate[]) {
  const outlook = { id: rollout.id, gates, step: { kind: 'stay', words: 'Stays' } as const };
  const result = rolloutMetric(outlook, { underWay: rollout, inProd: undefined });
  assert.deepEqual(metricResultSchema.parse(result), result);
  return result;
}

function paused(reason: string) {
  return view({
    pause: { reason, why: 'as it\u001b[31m was\nsaid', at: '2026-02-03T00:00:00.000Z' },
  });
}

describe('the metric of the rollout', () => {
  it('has no data where nothing is on its way', () => {
    const none = rolloutMetric(undefined, { underWay: undefined, inProd: undefined });
    assert.deepEqual([none.state, none.words], ['no-data', 'No rollout is on its way.']);
    const watchedLongEnough = { underWay: undefined, inProd: view({ stage: 'PROD' }) };
    assert.equal(rolloutMetric(undefined, watchedLongEnough).state, 'no-data');
    assert.deepEqual(metricResultSchema.parse(none), none);
  });

  it('is ok where every guardrail passes, with its exposures', () => {
    const { state, n, m, needed, deployment, statistic } = metric(view(), FINE);
    assert.deepEqual(
      [state, n, m, needed, deployment],
      ['ok', 40, 400, { n: 30, m: 30 }, DEPLOYMENT],
    );
    assert.deepEqual(statistic, { name: 'gates', value: 0 });
  });

  it('is an alert where a guardrail fails or has paused it, or nothing to go back to works', () => {
    const fails = metric(view(), [...FINE, gate('latency', 'fail')]);
    assert.deepEqual([fails.state, fails.statistic?.value], ['alert', 1]);
    assert.equal(fails.words, `${DEPLOYMENT} (CANARY): Latency fails: of latency.`);
    assert.equal(metric(paused('guardrail'), FINE).state, 'alert');
    assert.equal(metric(view({ stage: 'ROLLBACK_FAILED' }), []).state, 'alert');
  });

  it('warns of what cannot be told, of pauses for that, and of a rollback on its way', () => {
    const unsure = metric(view(), [...FINE, gate('latency', 'inconclusive')]);
    const uneven = metric(view(), [...FINE, gate('sample-ratio', 'fail', { kind: 'quality' })]);
    assert.deepEqual([unsure.state, uneven.state], ['warn', 'warn']);
    assert.deepEqual(
      [metric(paused('doubt'), FINE).state, metric(paused('srm'), FINE).state],
      ['warn', 'warn'],
    );
    assert.equal(metric(view({ stage: 'ROLLING_BACK' }), []).state, 'warn');
  });

  it('takes a pause that a person made for no problem, and still tells of it', () => {
    const { state, words } = metric(paused('human'), FINE);
    assert.equal(state, 'ok');
    assert.ok(words.endsWith('paused (human): as it⟨U+001B⟩[31m was said.'), words);
    assert.equal(metric(paused('human'), [...FINE, gate('latency', 'fail')]).state, 'alert');
  });

  it('is never ok for want of data', () => {
    const few = gate('exposures', 'no-data', { ...MINIMUM, measured: 3 });
    assert.equal(metric(view(), [few, gate('bad-events', 'pass')]).state, 'warming-up');
    assert.equal(metric(view(), [...ENOUGH, gate('bad-events', 'no-data')]).state, 'warming-up');
    assert.equal(metric(view(), ENOUGH).state, 'no-data');
    assert.equal(metric(view(), []).state, 'no-data');
    const other = {
      id: 'ro-20260201-00000009',
      gates: FINE,
      step: { kind: 'stay', words: '' } as const,
    };
    const { state } = rolloutMetric(other, { underWay: view(), inProd: undefined });
    assert.equal(state, 'no-data');
  });

  it('watches what is in production as long as its outlook does', () => {
    const inProd = view({ stage: 'PROD' });
    const gates = [gate('bad-events', 'fail')];
    const outlook = { id: inProd.id, gates, step: { kind: 'stay', words: '' } as const };
    assert.equal(rolloutMetric(outlook, { underWay: undefined, inProd }).state, 'alert');
  });
});
