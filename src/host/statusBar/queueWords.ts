import { messageOf } from '../../core/errors.js';
import { printableLine } from '../../shared/printable.js';
import type { ReviewDesk } from '../review/reviewDesk.js';

const LONGEST = 200;

/** A part of the status bar's item. */
export interface StatusPart {
  readonly text: string;
  /** In full, also for a screen reader. */
  readonly label: string;
}

/** How many candidates wait; undefined: there is no queue. */
export function queueWords({
  overview,
  state,
  error,
}: Pick<ReviewDesk, 'overview' | 'state' | 'error'>): StatusPart | undefined {
  if (state === 'failed') {
    const why = printableLine(messageOf(error), LONGEST);
    return {
      text: '$(error) Candidates unread',
      label: `The candidates cannot be read. ${why}`,
    };
  }
  const { counts, isComplete } = overview;
  if (Object.values(counts).every((count) => count === 0)) return undefined;
  const waiting = counts.pending + counts.flagged;
  const count = waiting.toLocaleString('en');
  const isReading = state !== 'read' || !isComplete;
  if (isReading) {
    return {
      text: `$(sync~spin) ${count} waiting`,
      label: `Candidates are being read; ${count} wait for review so far.`,
    };
  }
  const wait = waiting === 1 ? 'candidate waits' : 'candidates wait';
  return { text: `$(checklist) ${count} waiting`, label: `${count} ${wait} for review.` };
}
