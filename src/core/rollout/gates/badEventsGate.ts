import { counted } from '../../records/counted.js';
import { badEventEvidence, type EventSegment } from '../../statistics/badEventProcess.js';
import type { RolloutPolicy } from '../../workspace/settings/rolloutSchema.js';
import type { DayEvidence, LiveEvidence } from '../evidence/evidence.js';
import type { Gate, Verdict } from './gate.js';

/**
 * Whether more goes wrong with the candidate. While it shares the users, each day is held against itself: whatever
 * made a day bad made it so for both. Once everybody has it, its first day is held against the last day of what was in
 * production before, the second against the one before that, and so on; each day counts once, so that looking often
 * misleads nobody.
 */
export function badEventsGate(
  live: LiveEvidence | undefined,
  isForAll: boolean,
  { rollBackAt, pauseAt }: RolloutPolicy['guardrails'],
): Gate {
  const gate = { id: 'bad-events', kind: 'guardrail' } as const;
  const days = live === undefined ? [] : isForAll ? bakeDays(live) : sharedDays(live);
  const compared = days.filter(isComparison);
  if (compared.length === 0)
    return { ...gate, verdict: 'no-data', words: 'no day on which both can be compared' };
  const evidence = badEventEvidence(compared.map(segmentOf));
  const [candidate, baseline] = [sumOf(compared, 'candidate'), sumOf(compared, 'baseline')];
  const verdict: Verdict =
    evidence > rollBackAt ? 'fail' : evidence > pauseAt ? 'inconclusive' : 'pass';
  const words =
    `bad on ${candidate.bad} of ${counted(candidate.subjects, 'user day')} with the candidate, ` +
    `on ${baseline.bad} of ${baseline.subjects} without it (evidence of harm ${rounded(evidence)}, limit ${rollBackAt})`;
  return { ...gate, verdict, words, measured: evidence, needed: rollBackAt };
}

function sharedDays({ before, stage }: LiveEvidence): DayEvidence[] {
  return [...before.days, ...stage.days];
}

function bakeDays({ before, stage }: LiveEvidence): DayEvidence[] {
  const earlier = before.days.filter(({ baseline }) => baseline.subjects > 0).reverse();
  return stage.days
    .filter(({ candidate }) => candidate.subjects > 0)
    .flatMap((day, i) => {
      const baseline = earlier[i]?.baseline;
      return baseline === undefined ? [] : [{ ...day, baseline }];
    });
}

function isComparison({ candidate, baseline }: DayEvidence): boolean {
  return candidate.subjects > 0 && baseline.subjects > 0;
}

function segmentOf({ candidate, baseline }: DayEvidence): EventSegment {
  return {
    share: candidate.subjects / (candidate.subjects + baseline.subjects),
    candidate: candidate.bad,
    baseline: baseline.bad,
  };
}

function sumOf(days: readonly DayEvidence[], arm: 'candidate' | 'baseline') {
  return days.reduce(
    (sum, day) => ({ subjects: sum.subjects + day[arm].subjects, bad: sum.bad + day[arm].bad }),
    { subjects: 0, bad: 0 },
  );
}

function rounded(evidence: number): string {
  if (evidence < 0.01) return 'below 0.01';
  return evidence >= 10 ? evidence.toFixed(0) : evidence.toPrecision(2);
}
