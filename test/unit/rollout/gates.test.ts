import assert from 'node:assert/strict';
import fc from 'fast-check';
import type {
  ArmEvidence,
  DayEvidence,
  LiveEvidence,
  ShadowEvidence,
} from '../../../src/core/rollout/evidence/evidence.js';
import { adviceOf, type Gate, type Verdict } from '../../../src/core/rollout/gates/gate.js';
import { type GateInput, gatesOf } from '../../../src/core/rollout/gates/gatesOf.js';
import { SeededRandom } from '../../../src/core/statistics/seededRandom.js';
import { configSchema } from '../../../src/core/workspace/configSchema.js';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-02-10T12:00:00Z');
const policy = configSchema.parse({});

function arm(exposures: number, over: Partial<ArmEvidence> = {}): ArmEvidence {
  const latency = { n: 0, mean: Number.NaN, variance: Number.NaN, sample: [] };
  return { exposures, subjects: exposures, badDays: 0, latency, ...over };
}

type Counts = readonly [subjects: number, bad: number];

function days(
  ...counts: readonly (readonly [candidate: Counts, baseline: Counts])[]
): DayEvidence[] {
  return counts.map(([candidate, baseline], i) => ({
    day: `2026-02-${String(i + 1).padStart(2, '0')}`,
    candidate: { subjects: candidate[0], bad: candidate[1] },
    baseline: { subjects: baseline[0], bad: baseline[1] },
  }));
}

const NOTHING = { candidate: arm(0), baseline: arm(0), days: [] };

function live(over: Partial<LiveEvidence> = {}): LiveEvidence {
  return {
    stage: {
      candidate: arm(120),
      baseline: arm(1_000),
      days: days(
        [
          [10, 1],
          [90, 8],
        ],
        [
          [11, 1],
          [95, 9],
        ],
      ),
    },
    before: NOTHING,
    split: { share: 0.1, candidate: 12, baseline: 100, inBoth: 0 },
    hardFailures: { count: 0, first: [] },
    pinned: 0,
    ...over,
  };
}

/** All that passes, of a stage that lasted long enough. */
function passing(stage: GateInput['stage'], over: Partial<GateInput> = {}): GateInput {
  return {
    stage,
    kind: 'scheduled',
    enteredAt: NOW - 200 * HOUR,
    now: NOW,
    policy,
    live: live(),
    shadow: shadow(200, 0.2),
    validation: [{ id: 'mrr@10', verdict: 'pass', words: 'no worse' }],
    approvals: { given: 1, needed: 1 },
    ...over,
  };
}

/** Reciprocal ranks that differ by chance, and by `better` on the whole. */
function shadow(n: number, better: number, over: Partial<ShadowEvidence> = {}): ShadowEvidence {
  const random = new SeededRandom(n);
  const queries = Array.from({ length: n }, (_, i) => ({
    source: 'holdout' as const,
    file: 'training/eval/holdout.jsonl',
    line: i + 1,
    baseline: 0.5,
    candidate: 0.5 + better + (random.below(3) - 1) / 4,
  }));
  return { queries, asked: n, replayed: 0, overlap: null, ...over };
}

function gateOf(input: GateInput, id: string): Gate {
  const found = gatesOf(input).find((gate) => gate.id === id);
  assert.ok(found !== undefined, `no gate ${id}`);
  return found;
}

function isVerdict(input: GateInput, id: string, verdict: Verdict, words: string | RegExp): void {
  const gate = gateOf(input, id);
  assert.equal(gate.verdict, verdict, gate.words);
  if (typeof words === 'string') assert.equal(gate.words, words);
  else assert.match(gate.words, words);
}

describe('gates of a rollout', () => {
  it('all pass where all is well, and then the rollout goes on', () => {
    for (const stage of ['DRAFT', 'VALIDATED', 'SHADOW', 'CANARY', 'BETA'] as const) {
      const gates = gatesOf(passing(stage));
      assert.deepEqual(
        gates.filter(({ verdict }) => verdict !== 'pass'),
        [],
      );
      assert.deepEqual(adviceOf(gates), { action: 'advance', because: [] });
    }
  });

  it('never pass, nor fail, where nothing is known', () => {
    for (const stage of ['DRAFT', 'VALIDATED', 'SHADOW', 'CANARY', 'BETA', 'PROD'] as const) {
      const gates = gatesOf({
        stage,
        kind: 'scheduled',
        enteredAt: NOW,
        now: NOW,
        policy,
        approvals: { given: 0, needed: 1 },
      });
      assert.ok(gates.length > 0);
      assert.ok(gates.every(({ verdict }) => verdict === 'no-data'));
      assert.equal(adviceOf(gates).action, 'wait');
    }
  });

  it('say what is waited for', () => {
    const little = live({ stage: { ...live().stage, candidate: arm(12) } });
    const input = passing('CANARY', {
      live: little,
      approvals: { given: 0, needed: 1 },
      enteredAt: NOW - 5.5 * HOUR,
    });
    isVerdict(input, 'exposures', 'no-data', '12 of 30 exposures');
    isVerdict(input, 'baseline-exposures', 'pass', '1000 of 30 exposures without it');
    isVerdict(input, 'time', 'no-data', '5.5 hours of 24 hours');
    isVerdict(input, 'approvals', 'no-data', 'waits for 1 approval');
    const { action, because } = adviceOf(gatesOf(input));
    assert.equal(action, 'wait');
    assert.deepEqual(
      because.map(({ id }) => id),
      ['exposures', 'time', 'approvals'],
    );
  });

  it('ask for what the stage asks for', () => {
    const ids = (stage: GateInput['stage']) => gatesOf(passing(stage)).map(({ id }) => id);
    assert.deepEqual(ids('VALIDATED'), ['validation-mrr@10', 'approvals']);
    assert.deepEqual(ids('SHADOW'), ['queries', 'time', 'rank', 'approvals']);
    const nobody = passing('SHADOW', { approvals: { given: 0, needed: 0 } });
    assert.ok(gatesOf(nobody).every(({ id }) => id !== 'approvals'));
    assert.deepEqual(ids('PROD'), ['time', 'hard-failures', 'bad-events']);
    isVerdict(passing('BETA'), 'exposures', 'pass', '120 of 100 exposures');
    isVerdict(
      passing('BETA', { enteredAt: NOW - 71 * HOUR }),
      'time',
      'no-data',
      '2.9 days of 3 days',
    );
    isVerdict(passing('PROD', { enteredAt: NOW - 167 * HOUR }), 'time', 'no-data', /of 7 days/u);
  });

  it('let a hotfix go sooner, with more people behind it', () => {
    const hotfix = { kind: 'hotfix', enteredAt: NOW - 1.5 * HOUR } as const;
    const approved = (given: number) =>
      passing('VALIDATED', { ...hotfix, approvals: { given, needed: 2 } });
    isVerdict(approved(1), 'approvals', 'no-data', 'waits for 1 approval');
    isVerdict(approved(2), 'approvals', 'pass', '2 of 2 approvals');
    isVerdict(passing('CANARY', hotfix), 'time', 'pass', '1.5 hours of 1 hour');
    isVerdict(passing('BETA', hotfix), 'time', 'no-data', /of 3 days/u);
  });

  it('do not take a clock that was set back for patience', () => {
    const input = passing('CANARY', { enteredAt: NOW + HOUR });
    isVerdict(input, 'time', 'inconclusive', /clock/u);
  });
});

describe('the shadow', () => {
  it('stops a worse ranking, and lets a better one on', () => {
    isVerdict(passing('SHADOW', { shadow: shadow(200, -0.2) }), 'rank', 'fail', /^worse: .*−0\.2/u);
    isVerdict(passing('SHADOW'), 'rank', 'pass', /^not worse: mean reciprocal rank \+0\.2/u);
    const { action, because } = adviceOf(gatesOf(passing('SHADOW', { shadow: shadow(200, -0.2) })));
    assert.deepEqual([action, because.map(({ id }) => id)], ['roll-back', ['rank']]);
  });

  it('waits while more is to come, and asks a person when that did not help', () => {
    const unclear = shadow(120, 0);
    const early = passing('SHADOW', { shadow: unclear, enteredAt: NOW - HOUR });
    isVerdict(early, 'rank', 'no-data', /^cannot be told yet/u);
    assert.equal(adviceOf(gatesOf(early)).action, 'wait');
    const late = passing('SHADOW', { shadow: unclear });
    isVerdict(late, 'rank', 'inconclusive', /^may be worse or not/u);
    assert.equal(adviceOf(gatesOf(late)).action, 'pause');
    isVerdict(passing('SHADOW', { shadow: shadow(29, 1) }), 'rank', 'no-data', /too few/u);
  });

  it('is over as soon as enough logged queries were replayed', () => {
    const entered = { enteredAt: NOW - HOUR };
    const replayed = shadow(200, 0.2, { replayed: 500 });
    isVerdict(
      passing('SHADOW', { ...entered, shadow: replayed }),
      'time',
      'pass',
      '500 logged queries replayed',
    );
    const fewer = shadow(200, 0.2, { replayed: 80, overlap: 0.4567 });
    isVerdict(
      passing('SHADOW', { shadow: fewer }),
      'queries',
      'pass',
      '200 of 100 queries; of the first ten 45.7 % are in both',
    );
    isVerdict(
      passing('SHADOW', { ...entered, shadow: fewer }),
      'time',
      'no-data',
      '1 hour of 24 hours, or 80 of 500 logged queries',
    );
  });

  it('lets on what ranks exactly the same', () => {
    const same = shadow(100, 0);
    const queries = same.queries.map((each) => ({ ...each, candidate: each.baseline }));
    isVerdict(
      passing('SHADOW', { shadow: { ...same, queries } }),
      'rank',
      'pass',
      /\(0\.000 to 0\.000/u,
    );
  });
});

describe('live guardrails', () => {
  const FAILURE = { kind: 'load', file: 'userData/kb_usage.jsonl', line: 7 };

  it('need one hard failure', () => {
    const input = passing('CANARY', {
      live: live({ hardFailures: { count: 1, first: [FAILURE] } }),
    });
    isVerdict(
      input,
      'hard-failures',
      'fail',
      '1 failure that must not happen: load (userData/kb_usage.jsonl:7)',
    );
    assert.equal(adviceOf(gatesOf(input)).action, 'roll-back');
  });

  it('go on counting while a rollout waits for somebody', () => {
    const hit = live({ hardFailures: { count: 1, first: [FAILURE] } });
    const waiting = passing('BETA', {
      approvals: { given: 0, needed: 1 },
      enteredAt: NOW,
      live: hit,
    });
    assert.equal(adviceOf(gatesOf(waiting)).action, 'roll-back');
  });

  it('find more bad events, pause first and then roll back', () => {
    const withBad = (bad: number) => {
      const stage = {
        ...live().stage,
        days: days(
          [
            [20, bad],
            [180, 9],
          ],
          [
            [20, bad],
            [180, 9],
          ],
        ),
      };
      return passing('CANARY', { live: live({ stage }) });
    };
    isVerdict(
      withBad(1),
      'bad-events',
      'pass',
      /2 of 40 user days with the candidate, on 18 of 360/u,
    );
    isVerdict(withBad(4), 'bad-events', 'inconclusive', /evidence of harm 3\d/u);
    assert.equal(adviceOf(gatesOf(withBad(4))).action, 'pause');
    isVerdict(withBad(9), 'bad-events', 'fail', /18 of 40 user days/u);
  });

  it('hold everybody, after the rollout, against the days before it', () => {
    const before = {
      ...NOTHING,
      days: days(
        [
          [0, 0],
          [50, 5],
        ],
        [
          [0, 0],
          [50, 5],
        ],
        [
          [50, 0],
          [0, 0],
        ],
      ),
    };
    const baking = (bad: number) => {
      const stage = {
        ...NOTHING,
        candidate: arm(150),
        days: days(
          [
            [50, bad],
            [0, 0],
          ],
          [
            [50, bad],
            [0, 0],
          ],
        ),
      };
      return passing('PROD', { live: live({ before, stage }) });
    };
    isVerdict(
      baking(5),
      'bad-events',
      'pass',
      /10 of 100 user days with the candidate, on 10 of 100/u,
    );
    isVerdict(baking(25), 'bad-events', 'fail', /50 of 100/u);
    const alone = live({
      before: NOTHING,
      stage: {
        ...NOTHING,
        days: days([
          [50, 1],
          [0, 0],
        ]),
      },
    });
    isVerdict(passing('PROD', { live: alone }), 'bad-events', 'no-data', /no day/u);
  });

  it('pause where users do not fall to the candidate as they should', () => {
    const split = (candidate: number, baseline: number, inBoth = 0) =>
      passing('CANARY', { live: live({ split: { share: 0.1, candidate, baseline, inBoth } }) });
    isVerdict(split(12, 100), 'sample-ratio', 'pass', /^12 of 112 users, 10 % were meant to be/u);
    isVerdict(split(40, 100), 'sample-ratio', 'fail', /\(p = \d\.\de-/u);
    isVerdict(split(5, 0), 'sample-ratio', 'fail', /^5 of 5 users/u);
    isVerdict(split(1, 3), 'sample-ratio', 'pass', /^1 of 4 users/u);
    isVerdict(
      split(12, 100, 9),
      'sample-ratio',
      'fail',
      '9 users got both: the split does not hold',
    );
    isVerdict(split(1, 9, 2), 'sample-ratio', 'pass', /^1 of 10 users/u);
    assert.equal(adviceOf(gatesOf(split(40, 100))).action, 'pause');
  });

  it('hear of slow answers only where times are logged', () => {
    const times = (factor: number, n = 300) => {
      const random = new SeededRandom(n);
      const sample = Array.from({ length: n }, () => factor * (80 + random.below(60)));
      const logs = sample.map(Math.log);
      const mean = logs.reduce((sum, each) => sum + each, 0) / n;
      const variance = logs.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (n - 1);
      return { n, mean, variance, sample };
    };
    const slower = (factor: number) => {
      const candidate = arm(120, { latency: times(factor) });
      const baseline = arm(1_000, { latency: times(1) });
      return passing('CANARY', { live: live({ stage: { ...live().stage, candidate, baseline } }) });
    };
    assert.ok(gatesOf(passing('CANARY')).every(({ id }) => id !== 'latency'));
    isVerdict(slower(1), 'latency', 'pass', /^answers take (?:0\.9|1\.0)\d× as long/u);
    isVerdict(slower(1.25), 'latency', 'inconclusive', /as long/u);
    isVerdict(slower(2), 'latency', 'fail', /the slower one 100 % of the time$/u);
  });
});

describe('advice', () => {
  it('advances for passes alone, and rolls back for guardrails alone', () => {
    const verdict = fc.constantFrom<Verdict>('pass', 'fail', 'inconclusive', 'no-data');
    const kind = fc.constantFrom<Gate['kind']>(
      'minimum',
      'guardrail',
      'quality',
      'approval',
      'time',
    );
    const gate = fc.record({ id: fc.constant('x'), kind, verdict, words: fc.constant('') });
    fc.assert(
      fc.property(fc.array(gate), (gates) => {
        const { action, because } = adviceOf(gates);
        assert.equal(
          action === 'advance',
          gates.every((each) => each.verdict === 'pass'),
        );
        const hit = gates.some((each) => each.kind === 'guardrail' && each.verdict === 'fail');
        assert.equal(action === 'roll-back', hit);
        assert.equal(because.length === 0, action === 'advance');
      }),
    );
  });
});
