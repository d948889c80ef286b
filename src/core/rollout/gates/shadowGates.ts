import { percent } from '../../records/percent.js';
import { meanSequence, type SequenceInterval } from '../../statistics/confidenceSequence.js';
import { momentsOf } from '../../statistics/moments.js';
import type { RolloutPolicy } from '../../workspace/settings/rolloutSchema.js';
import type { ShadowEvidence } from '../evidence/evidence.js';
import type { Gate, Verdict } from './gate.js';
import { minimumGate, timeGate } from './waitGates.js';

/** 1 % on either side; narrowest where a workspace that is used daily can be decided. */
const SEQUENCE = { alpha: 0.02, tunedFor: 200 } as const;

export interface ShadowInput {
  /** Milliseconds since the epoch. */
  readonly enteredAt: number;
  readonly now: number;
  readonly policy: RolloutPolicy['shadow'];
  /** undefined where nothing was replayed. */
  readonly shadow: ShadowEvidence | undefined;
}

/** Whether the candidate ranks what was right at least as high as what is in production, within the margin. */
export function shadowGates({ enteredAt, now, policy, shadow }: ShadowInput): Gate[] {
  const replayed = shadow?.replayed ?? 0;
  const asked = minimumGate('queries', shadow?.asked ?? 0, policy.minimumQueries, 'queries');
  const common = shadow?.overlap ?? null;
  const queries: Gate =
    common === null
      ? asked
      : { ...asked, words: `${asked.words}; of the first ten ${percent(common)} are in both` };
  const waited = timeGate(enteredAt, now, policy.minimumHours);
  const isReplayed = replayed >= policy.replayed;
  const time: Gate = isReplayed
    ? { ...waited, verdict: 'pass', words: `${replayed} logged queries replayed` }
    : { ...waited, words: `${waited.words}, or ${replayed} of ${policy.replayed} logged queries` };
  const isComplete = queries.verdict === 'pass' && time.verdict === 'pass';
  return [queries, time, rankGate(shadow, policy.margin, isComplete)];
}

function rankGate(shadow: ShadowEvidence | undefined, margin: number, isComplete: boolean): Gate {
  const gate = { id: 'rank', kind: 'guardrail' } as const;
  const differences = (shadow?.queries ?? []).map(
    ({ candidate, baseline }) => candidate - baseline,
  );
  const interval = meanSequence(momentsOf(differences), SEQUENCE);
  if (interval === undefined)
    return { ...gate, verdict: 'no-data', words: 'too few judged queries to compare the rankings' };
  const verdict = verdictOf(interval, margin, isComplete);
  const words = `${WORDS[verdict]}: mean reciprocal rank ${signed(interval.difference)} (${signed(interval.low)} to ${signed(interval.high)}, n = ${interval.n})`;
  return { ...gate, verdict, words, measured: interval.low, needed: -margin };
}

/** While more is to come, it is no verdict that nothing can be told yet. */
function verdictOf({ low, high }: SequenceInterval, margin: number, isComplete: boolean): Verdict {
  if (high < -margin) return 'fail';
  if (low > -margin) return 'pass';
  return isComplete ? 'inconclusive' : 'no-data';
}

const WORDS: Readonly<Record<Verdict, string>> = {
  pass: 'not worse',
  fail: 'worse',
  inconclusive: 'may be worse or not',
  'no-data': 'cannot be told yet',
};

function signed(value: number): string {
  const figure = value.toFixed(3);
  return value > 0 ? `+${figure}` : figure.replace('-', '−');
}
