import assert from 'node:assert/strict';
import fc from 'fast-check';
import { foldEvents } from '../../../src/core/registry/foldEvents.js';
import type { ReleaseEvent } from '../../../src/core/registry/releaseEvent.js';
import {
  type ProvenEvent,
  prodAt,
  prodOf,
  type ReleaseState,
  type RolloutState,
  rolloutInProd,
} from '../../../src/core/registry/rolloutState.js';
import { isEnd, isUnderWay, STAGES } from '../../../src/core/registry/stage.js';
import { type Policy, policySchema } from '../../../src/core/workspace/settings/policySchema.js';

const ROLLOUTS = ['ro-20261120-00000001', 'ro-20261120-00000002', 'ro-20261120-00000003'] as const;
const DEPLOYMENTS = ['dep-20261120-00000001', 'dep-20261120-00000002'] as const;
const [FIRST, SECOND] = ROLLOUTS;
const [ONE, TWO] = DEPLOYMENTS;
const PEOPLE = ['ada@acme.dev', 'bob@acme.dev'];
const USUAL = policySchema.parse({});

type Body = Record<string, unknown> & { readonly type: ReleaseEvent['type'] };

/** Events as one journal has them, a second apart; `signed` of them by their actor. */
function proven(bodies: readonly (Body & { signed?: boolean; by?: string })[]): ProvenEvent[] {
  return bodies.map(({ signed = true, by = 'ada@acme.dev', ...body }, at) => {
    const time = new Date(Date.parse('2026-11-20T10:00:00Z') + at * 1_000).toISOString();
    const actor = { name: by, email: by };
    return {
      event: { v: 1, seq: at + 1, prev: '', hash: '', at: time, actor, ...body } as ReleaseEvent,
      writer: 'w',
      file: 'events/w.jsonl',
      line: at + 1,
      signedBy: signed ? { principal: by, keyid: `key of ${by}`, at: time } : undefined,
    };
  });
}

function start(rollout: string, deployment: string, more: object = {}) {
  const about = { deployment_sha256: '0'.repeat(64), baseline: null, kind: 'scheduled' };
  return { type: 'start' as const, rollout, deployment, ...about, ...more };
}

const WEIGHTS: Record<string, number> = { CANARY: 1_000, BETA: 2_500, PROD: 10_000 };

function go(rollout: string, from: string, to: string, more: object = {}) {
  const about = { trigger: 'gates', weight_bp: WEIGHTS[to] ?? 0, why: 'because' };
  return { type: 'transition' as const, rollout, from, to, ...about, ...more };
}

function approve(rollout: string, deployment: string, stage: string, more: object = {}) {
  return { type: 'approve' as const, rollout, deployment, stage, ...more };
}

/** All the way to production. */
function whole(rollout: string, deployment: string, baseline: string | null = null) {
  return [
    start(rollout, deployment, { baseline }),
    go(rollout, 'DRAFT', 'VALIDATED'),
    go(rollout, 'VALIDATED', 'SHADOW'),
    go(rollout, 'SHADOW', 'CANARY'),
    approve(rollout, deployment, 'BETA'),
    go(rollout, 'CANARY', 'BETA'),
    approve(rollout, deployment, 'PROD'),
    go(rollout, 'BETA', 'PROD'),
  ];
}

function fold(
  bodies: readonly (Body & { signed?: boolean })[],
  policy: Policy = USUAL,
): ReleaseState {
  return foldEvents(proven(bodies), () => policy);
}

function ignoredIn({ ignored }: ReleaseState): string[] {
  return ignored.map(({ message }) => message);
}

describe('events of releases', () => {
  it('lead a deployment to production, which takes the place of the one before', () => {
    const state = fold([...whole(FIRST, ONE), ...whole(SECOND, TWO, ONE)]);
    assert.deepEqual(ignoredIn(state), []);
    assert.equal(prodOf(state), TWO);
    assert.equal(prodAt(state, '2026-11-20T10:00:07Z'), ONE);
    assert.equal(prodAt(state, '2026-11-20T10:00:06.999Z'), null);
    assert.deepEqual(
      state.rollouts.map(({ stage }) => stage),
      ['SUPERSEDED', 'PROD'],
    );
  });

  it('take production back from the moment on in which it was decided', () => {
    const back = go(SECOND, 'PROD', 'ROLLING_BACK', { trigger: 'human' });
    const begun = fold([...whole(FIRST, ONE), ...whole(SECOND, TWO, ONE), back]);
    assert.deepEqual(ignoredIn(begun), []);
    assert.equal(prodOf(begun), ONE);
    assert.equal(rolloutInProd(begun)?.id, FIRST);
    assert.equal(begun.underWay?.stage, 'ROLLING_BACK');
  });

  it('lead back further where what came before does not work', () => {
    const state = fold([
      ...whole(FIRST, ONE),
      ...whole(SECOND, TWO, ONE),
      go(SECOND, 'PROD', 'ROLLING_BACK'),
      go(SECOND, 'ROLLING_BACK', 'ROLLED_BACK', { production: null }),
    ]);
    assert.deepEqual(ignoredIn(state), []);
    assert.equal(prodOf(state), null);
    assert.deepEqual(
      state.rollouts.map(({ stage }) => stage),
      ['ROLLED_BACK', 'ROLLED_BACK'],
    );
  });

  it('count unsigned approvals no further than policy lets them', () => {
    const unsigned = whole(FIRST, ONE).map((each) => ({ ...each, signed: false }));
    assert.equal(fold(unsigned).rollouts[0]?.stage, 'CANARY');
    assert.match(ignoredIn(fold(unsigned))[0] ?? '', /has 0 of 1 signed approvals for BETA/u);
    assert.equal(
      fold(unsigned, policySchema.parse({ unsigned: 'prod' })).rollouts[0]?.stage,
      'PROD',
    );
    const none = policySchema.parse({ unsigned: 'none' });
    assert.equal(fold(unsigned, none).rollouts[0]?.stage, 'SHADOW');
    assert.equal(fold(whole(FIRST, ONE), none).rollouts[0]?.stage, 'PROD');
  });

  it('ask two people for a hotfix, which skips the shadow stage and nothing else', () => {
    const hotfix = [start(FIRST, ONE, { kind: 'hotfix' }), go(FIRST, 'DRAFT', 'VALIDATED')];
    const by = (person: string) => approve(FIRST, ONE, 'CANARY', { by: person });
    const canary = go(FIRST, 'VALIDATED', 'CANARY');
    const stageOf = (bodies: readonly Body[]) => fold(bodies).rollouts[0]?.stage;
    assert.equal(stageOf([...hotfix, by('ada@acme.dev'), by('ada@acme.dev'), canary]), 'VALIDATED');
    assert.equal(stageOf([...hotfix, by('ada@acme.dev'), by('bob@acme.dev'), canary]), 'CANARY');
    const scheduled = [start(FIRST, ONE), go(FIRST, 'DRAFT', 'VALIDATED'), canary];
    assert.match(ignoredIn(fold(scheduled))[0] ?? '', /skips the shadow stage/u);
  });

  it('count no approval given before its stage was near, or of another deployment', () => {
    const early = [
      start(FIRST, ONE),
      approve(FIRST, ONE, 'PROD'),
      go(FIRST, 'DRAFT', 'VALIDATED'),
      go(FIRST, 'VALIDATED', 'SHADOW'),
      go(FIRST, 'SHADOW', 'CANARY'),
      approve(FIRST, TWO, 'BETA'),
    ];
    assert.deepEqual(fold(early).rollouts[0]?.approvals, []);
    assert.equal(fold(early).ignored.length, 2);
  });

  it('hold a paused rollout where it is, but never keep it from going back', () => {
    const paused = [
      ...whole(FIRST, ONE).slice(0, 5),
      { type: 'pause' as const, rollout: FIRST, reason: 'human', why: 'a look' },
      go(FIRST, 'CANARY', 'BETA'),
    ];
    assert.equal(fold(paused).rollouts[0]?.stage, 'CANARY');
    assert.equal(
      fold([...paused, go(FIRST, 'CANARY', 'ROLLING_BACK')]).rollouts[0]?.stage,
      'ROLLING_BACK',
    );
    const resumed = [
      ...paused,
      { type: 'resume' as const, rollout: FIRST },
      go(FIRST, 'CANARY', 'BETA'),
    ];
    assert.equal(fold(resumed).rollouts[0]?.stage, 'BETA');
  });

  it('give more users, and never fewer or all', () => {
    const beta = whole(FIRST, ONE).slice(0, 6);
    const weight = (bp: number) => ({
      type: 'weight' as const,
      rollout: FIRST,
      weight_bp: bp,
      why: 'x',
    });
    assert.equal(fold([...beta, weight(5_000)]).rollouts[0]?.weightBp, 5_000);
    for (const wrong of [2_500, 1_000, 10_000])
      assert.equal(fold([...beta, weight(wrong)]).rollouts[0]?.weightBp, 2_500);
  });
});

const anyEvent = fc.oneof(
  fc.record({
    type: fc.constant('start' as const),
    rollout: fc.constantFrom(...ROLLOUTS),
    deployment: fc.constantFrom(...DEPLOYMENTS),
    deployment_sha256: fc.constant('0'.repeat(64)),
    baseline: fc.constantFrom(null, ...DEPLOYMENTS),
    kind: fc.constantFrom('scheduled', 'hotfix'),
    signed: fc.boolean(),
  }),
  fc
    .record({
      type: fc.constant('transition' as const),
      rollout: fc.constantFrom(...ROLLOUTS),
      from: fc.constantFrom(...STAGES),
      to: fc.constantFrom(...STAGES),
      weight_bp: fc.constantFrom(0, 1_000, 2_500, 10_000),
      trigger: fc.constant('gates'),
      why: fc.constant('because'),
      signed: fc.boolean(),
    })
    .chain((event) =>
      fc.constantFrom<Body>(event, { ...event, weight_bp: WEIGHTS[event.to] ?? 0 }),
    ),
  fc.record({
    type: fc.constant('approve' as const),
    rollout: fc.constantFrom(...ROLLOUTS),
    deployment: fc.constantFrom(...DEPLOYMENTS),
    stage: fc.constantFrom('CANARY', 'BETA', 'PROD'),
    by: fc.constantFrom(...PEOPLE),
    signed: fc.boolean(),
  }),
  fc.record({
    type: fc.constantFrom('pause' as const, 'resume' as const),
    rollout: fc.constantFrom(...ROLLOUTS),
    reason: fc.constant('human'),
    why: fc.constant('because'),
  }),
);

/** Whole rollouts, torn apart by anything: random events alone hardly ever get anywhere. */
const anyHistory = fc
  .tuple(
    fc.shuffledSubarray(
      [...whole(FIRST, ONE), ...whole(SECOND, TWO, ONE), ...whole(ROLLOUTS[2], ONE, TWO)],
      { minLength: 8 },
    ),
    fc.array(anyEvent, { maxLength: 30 }),
    fc.infiniteStream(fc.nat()),
    fc.boolean(),
  )
  .map(([some, noise, places, inOrder]) => {
    const all: Body[] = inOrder ? [...whole(FIRST, ONE), ...whole(SECOND, TWO, ONE)] : [...some];
    for (const event of noise) all.splice((places.next().value ?? 0) % (all.length + 1), 0, event);
    return all;
  });

/** @param over how rollouts ended, by id */
function assertStaysOver({ id, stage }: RolloutState, over: Map<string, string>): void {
  const ended = over.get(id);
  // What was superseded comes back when the one that took its place is rolled back.
  if (ended !== undefined && ended !== 'SUPERSEDED') assert.equal(stage, ended);
  if (isEnd(stage)) over.set(id, stage);
  else over.delete(id);
}

function assertSigned(
  { approvals, startSignedBy }: RolloutState,
  reached: string,
  unsigned: string,
): void {
  const isApproved = approvals.some(
    ({ stage, signedBy }) => stage === reached && signedBy !== undefined,
  );
  if (reached === 'BETA' || reached === 'PROD') assert.ok(isApproved);
  if (reached === 'CANARY' && unsigned === 'none')
    assert.ok(isApproved || startSignedBy !== undefined);
}

describe('events of releases in any order', () => {
  it('never put two deployments in production, or on their way', () => {
    let reached = 0;
    fc.assert(
      fc.property(anyHistory, (bodies) => {
        for (let end = 1; end <= bodies.length; end += 1) {
          const { rollouts, underWay, production } = fold(bodies.slice(0, end));
          const inProd = rollouts.filter(({ stage }) => stage === 'PROD');
          assert.ok(inProd.length <= 1);
          assert.ok(rollouts.filter(({ stage }) => isUnderWay(stage)).length <= 1);
          if (inProd[0] !== undefined) {
            assert.equal(inProd[0].deployment, production.at(-1)?.deployment);
            reached += 1;
          }
          if (underWay !== undefined) assert.ok(underWay.weightBp < 10_000);
        }
      }),
      { numRuns: 300 },
    );
    assert.ok(reached > 100, 'nothing ever got there');
  });

  it('never take up again what was rolled back', () => {
    fc.assert(
      fc.property(anyHistory, (bodies) => {
        const over = new Map<string, string>();
        for (let end = 1; end <= bodies.length; end += 1)
          for (const rollout of fold(bodies.slice(0, end)).rollouts) assertStaysOver(rollout, over);
      }),
      { numRuns: 300 },
    );
  });

  it('never let what nobody signed further than policy', () => {
    fc.assert(
      fc.property(anyHistory, fc.constantFrom('none', 'canary'), (bodies, unsigned) => {
        const policy = policySchema.parse({ unsigned });
        for (const rollout of fold(bodies, policy).rollouts)
          for (const { stage } of rollout.steps) assertSigned(rollout, stage, unsigned);
      }),
      { numRuns: 300 },
    );
  });
});
