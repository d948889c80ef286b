import { l10n } from 'vscode';
import type { DriftStatus } from '../../core/monitoring/telling/driftStatus.js';
import { printableLine } from '../../shared/printable.js';
import type { StatusPart } from './queueWords.js';

const LONGEST = 300;

/** What the item tells, part by part; undefined: there is nothing of that kind to tell. */
export interface StatusParts {
  readonly queue: StatusPart | undefined;
  readonly drift: DriftStatus | undefined;
  /** Whether it is being looked: what was known is told until there is more. */
  readonly isLooking: boolean;
  readonly rollout: string | undefined;
}

/** What the item says. */
export interface StatusWords {
  readonly text: string;
  /** A line each. */
  readonly tooltip: string;
  /** The same for a screen reader. */
  readonly label: string;
  readonly isAlert: boolean;
}

/** @returns undefined: there is neither a queue nor anything watched, and no item */
export function statusWords({
  queue,
  drift,
  isLooking,
  rollout,
}: StatusParts): StatusWords | undefined {
  const short = drift?.short;
  const texts = [
    ...(queue === undefined ? [] : [queue.text]),
    ...(short === undefined ? [] : [`$(${isLooking ? 'sync~spin' : 'pulse'}) ${short}`]),
  ];
  if (texts.length === 0) return undefined;
  const lines = [
    ...(queue === undefined ? [] : [queue.label]),
    ...(drift?.sentences ?? []),
    ...(isLooking ? [l10n.t('It is being looked again.')] : []),
    ...(rollout === undefined ? [] : [rollout]),
    l10n.t('Press to choose what to do.'),
  ].map((line) => printableLine(line, LONGEST));
  return {
    text: texts.join('  '),
    tooltip: lines.join('\n'),
    label: l10n.t('CodeLumi: {0}', lines.join(' ')),
    isAlert: drift?.isAlert ?? false,
  };
}
