import { counted } from '../../records/counted.js';
import { hoursBetween, spanOf } from './counts.js';
import type { Gate } from './gate.js';

/** Whether a stage lasted long enough. Times in milliseconds since the epoch. */
export function timeGate(enteredAt: number, now: number, neededHours: number): Gate {
  const hours = hoursBetween(enteredAt, now);
  const gate = { id: 'time', kind: 'time', measured: hours, needed: neededHours } as const;
  if (hours < 0)
    return {
      ...gate,
      verdict: 'inconclusive',
      words: 'the clock is behind the time at which the stage was entered',
    };
  return {
    ...gate,
    verdict: hours >= neededHours ? 'pass' : 'no-data',
    words: `${spanOf(hours)} of ${spanOf(neededHours)}`,
  };
}

/**
 * Whether enough of something was seen.
 * @param what it is, in the plural
 */
export function minimumGate(id: string, measured: number, needed: number, what: string): Gate {
  return {
    id,
    kind: 'minimum',
    verdict: measured >= needed ? 'pass' : 'no-data',
    words: `${measured} of ${needed} ${what}`,
    measured,
    needed,
  };
}

/** Whether enough people approved; no gate at all where nobody has to. */
export function approvalGate(given: number, needed: number): Gate[] {
  if (needed === 0) return [];
  const missing = needed - given;
  const words =
    missing > 0
      ? `waits for ${counted(missing, 'approval')}`
      : `${given} of ${counted(needed, 'approval')}`;
  const verdict = missing > 0 ? 'no-data' : 'pass';
  return [{ id: 'approvals', kind: 'approval', verdict, words, measured: given, needed }];
}
