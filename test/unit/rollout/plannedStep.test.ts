import assert from 'node:assert/strict';
import type { RolloutState } from '../../../src/core/registry/rolloutState.js';
import type { Gate } from '../../../src/core/rollout/gates/gate.js';
import { plannedStep } from '../../../src/core/rollout/plannedStep.js';
import { rolloutToWatch } from '../../../src/core/rollout/rolloutOutlook.js';
import { configSchema } from '../../../src/core/workspace/configSchema.js';

const { rollout: ROLLOUT, policy } = configSchema.parse({ policy: { unsigned: 'prod' } });
const NOW = new Date('2026-02-03T12:00:00.000Z');
const FAILS: Gate = { id: 'bad-events', kind: 'guardrail', verdict: 'fail', words: 'too many' };
const WAITS: Gate = { id: 'exposures', kind: 'minimum', verdict: 'no-data', words: '3 of 30' };
const UNSURE: Gate = { id: 'sample-ratio', kind: 'quality', verdict: 'fail', words: 'uneven' };

function rollout(more: Partial<RolloutState> = {}): RolloutState {
  return {
    id: 'ro-20260201-00000001',
    deployment: 'dep-20260201-00000001',
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
    ...more,
  };
}

function plan(state: RolloutState, gates: readonly Gate[], automaticRollback = true) {
  return plannedStep(state, gates, {
    rollout: { ...ROLLOUT, automaticRollback },
    approvals: policy,
    now: NOW,
  });
}

describe('what an evaluation of a rollout leads to', () => {
  const paused = { pause: { reason: 'human', why: 'lunch', at: '2026-02-03T11:00:00.000Z' } };

  it('goes back for a guardrail, or pauses where nothing may go back by itself', () => {
    assert.deepEqual(plan(rollout(), [FAILS]), {
      kind: 'take-back',
      why: 'too many',
      words: 'Rolls back: too many',
    });
    const pause = plan(rollout(), [FAILS], false);
    assert.ok(pause.kind === 'pause' && pause.reason === 'guardrail');
    assert.equal(plan(rollout(paused), [FAILS], false).words, 'Stays paused in CANARY: too many');
    assert.equal(plan(rollout(paused), [FAILS]).kind, 'take-back', 'guardrails go on');
  });

  it('takes nothing back that answered nobody', () => {
    assert.equal(plan(rollout({ stage: 'VALIDATED' }), [FAILS]).kind, 'stay');
  });

  it('pauses for a split that does not hold', () => {
    const step = plan(rollout(), [UNSURE]);
    assert.ok(step.kind === 'pause' && step.reason === 'srm');
  });

  it('waits for what time brings, and for people', () => {
    assert.deepEqual(plan(rollout(), [WAITS]), { kind: 'stay', words: 'Stays in CANARY: 3 of 30' });
    const again = { ...WAITS, id: 'baseline-exposures' };
    assert.equal(plan(rollout(), [WAITS, again]).words, 'Stays in CANARY: 3 of 30', 'said once');
    assert.match(plan(rollout(), []).words, /^Stays in CANARY: has 0 of 1 approvals for BETA$/u);
    const approvals = [
      {
        stage: 'BETA' as const,
        by: { name: 'Bo', email: 'bo@example.org' },
        at: '2026-02-03T11:00:00.000Z',
        signedBy: undefined,
        why: undefined,
      },
    ];
    const entering = plan(rollout({ approvals }), []);
    assert.ok(entering.kind === 'enter' && entering.stage === 'BETA');
    assert.equal(plan(rollout({ approvals, ...paused }), []).words, 'Stays in CANARY: is paused');
  });

  it('gives more users in beta, step by step, unless it is paused', () => {
    const beta = { stage: 'BETA' as const, weightBp: 2_500, enteredAt: '2026-02-01T12:00:00.000Z' };
    const step = plan(rollout(beta), [WAITS]);
    assert.ok(step.kind === 'weight' && step.weightBp === 5_000);
    assert.equal(plan(rollout({ ...beta, ...paused }), [WAITS]).kind, 'stay');
  });

  it('finishes a rollback that was begun, and says what a failed one needs', () => {
    assert.equal(plan(rollout({ stage: 'ROLLING_BACK' }), []).kind, 'take-back');
    assert.match(plan(rollout({ stage: 'ROLLBACK_FAILED' }), []).words, /mend it/u);
  });
});

describe('which rollout is watched', () => {
  it('is the one on its way, else the one in production for as long as settings say', () => {
    const inProd = rollout({ stage: 'PROD', enteredAt: '2026-02-02T12:00:00.000Z' });
    const underWay = rollout({ id: 'ro-20260203-00000002' });
    const watched = (hours: number, state: Parameters<typeof rolloutToWatch>[0]) =>
      rolloutToWatch(state, { prod: { bakeHours: hours } }, NOW)?.id;
    assert.equal(watched(48, { underWay, rollouts: [inProd, underWay] }), underWay.id);
    assert.equal(watched(48, { underWay: undefined, rollouts: [inProd] }), inProd.id);
    assert.equal(watched(24, { underWay: undefined, rollouts: [inProd] }), undefined);
    assert.equal(watched(24, { underWay: undefined, rollouts: [] }), undefined);
  });
});
