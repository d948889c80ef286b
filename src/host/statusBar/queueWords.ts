import { l10n } from 'vscode';
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
      text: l10n.t('$(error) Candidates unread'),
      label: l10n.t('The candidates cannot be read. {0}', why),
    };
  }
  const { counts, isComplete } = overview;
  if (Object.values(counts).every((count) => count === 0)) return undefined;
  const waiting = counts.pending + counts.flagged;
  const count = waiting.toLocaleString('en');
  const isReading = state !== 'read' || !isComplete;
  if (isReading) {
    return {
      text: l10n.t('$(sync~spin) {0} waiting', count),
      label: l10n.t('Candidates are being read; {0} wait for review so far.', count),
    };
  }
  const wait = waiting === 1 ? l10n.t('candidate waits') : l10n.t('candidates wait');
  return {
    text: l10n.t('$(checklist) {0} waiting', count),
    label: l10n.t('{0} {1} for review.', count, wait),
  };
}
