import assert from 'node:assert/strict';
import { PeriodCounts } from '../../../src/core/rollout/evidence/periodCounts.js';
import { badEventsGate } from '../../../src/core/rollout/gates/badEventsGate.js';
import { SeededRandom } from '../../../src/core/statistics/seededRandom.js';
import { configSchema } from '../../../src/core/workspace/configSchema.js';

const DAY = 86_400_000;
const LIMITS = configSchema.parse({}).rollout.guardrails;

interface Users {
  /** How probable it is that each complains on a day. */
  readonly complains: readonly number[];
  /** Of those who get the candidate. */
  readonly share: number;
  /** How many times as probable it is with the candidate. */
  readonly harm: number;
}

/** Whether two weeks of such users take the candidate back, looked at every evening. */
function isTakenBack(random: SeededRandom, { complains, share, harm }: Users): boolean {
  const happens = (probability: number) => random.bits() / 2 ** 32 < probability;
  const people = complains.map((probability, subject) => {
    const arm = happens(share) ? ('candidate' as const) : ('baseline' as const);
    return { arm, subject, probability: arm === 'candidate' ? harm * probability : probability };
  });
  const counts = new PeriodCounts();
  for (let day = 0; day < 14; day += 1) {
    for (const { arm, subject, probability } of people) {
      if (!happens(0.6)) continue;
      const isBad = happens(probability);
      counts.add({ arm, time: day * DAY, subject, isNew: true, isBad, latency: undefined });
    }
    const live = {
      stage: counts.evidence(),
      before: new PeriodCounts().evidence(),
      hardFailures: { count: 0, first: [] },
      pinned: 0,
    };
    if (badEventsGate(live, false, LIMITS).verdict === 'fail') return true;
  }
  return false;
}

function takenBack(runs: number, users: Users): number {
  const random = new SeededRandom(17);
  let count = 0;
  for (let run = 0; run < runs; run += 1) count += Number(isTakenBack(random, users));
  return count;
}

describe('two weeks of users who are not alike', () => {
  const alike = new Array<number>(50).fill(0.1);
  /** Five of fifty make most of the complaints. */
  const unlike = alike.map((_, i) => (i % 10 === 0 ? 0.7 : 0.03));

  it('seldom take a harmless candidate back', () => {
    assert.ok(takenBack(200, { complains: alike, share: 0.5, harm: 1 }) <= 4);
    assert.ok(takenBack(200, { complains: unlike, share: 0.5, harm: 1 }) <= 9);
    assert.ok(takenBack(200, { complains: unlike, share: 0.1, harm: 1 }) <= 9);
  });

  it('take a harmful one back', () => {
    const found = takenBack(100, { complains: alike, share: 0.5, harm: 3 });
    assert.ok(found >= 80, `${found} of 100`);
  });
});
