import type { DecidedMany } from '../../core/review/decideMany.js';
import { printable, printableLine } from '../../shared/printable.js';
import { say, warn } from '../terminal.js';
import type { FilterPreview } from './filterDecision.js';
import { sayRow } from './printReview.js';

const DONE = {
  accept: 'accepted',
  reject: 'rejected',
  flag: 'flagged',
  reopen: 'reopened',
} as const;
const FILTER_WIDTH = 200;

/** A verdict on several, or what it would be about. */
export function printBulk(result: DecidedMany | FilterPreview): void {
  if ('matching' in result) printPreview(result);
  else printDecidedMany(result);
}

function printPreview({ action, query, matching, count, candidates, needs }: FilterPreview): void {
  const filter = printableLine(query, FILTER_WIDTH);
  say(`${count} of ${matching} that fit ${filter} would be ${DONE[action]}`);
  for (const candidate of candidates) sayRow(candidate);
  if (candidates.length < count) say(`and ${count - candidates.length} more`);
  if (needs !== null)
    warn(`codelumi: nothing was decided; add ${needs} to do it, or --dry-run to list them all`);
}

function printDecidedMany({ step, decided, refused, warning }: DecidedMany): void {
  for (const { candidate, status } of decided) say(`${candidate} is ${status}`);
  for (const { candidate, message } of refused)
    warn(`codelumi: ${printableLine(candidate, 80)}: ${printable(message)}`);
  if (step !== undefined) say(`did: ${printableLine(step, FILTER_WIDTH)}`);
  else if (refused.length === 0) say('nothing fits; nothing was decided');
  if (warning !== undefined) warn(`codelumi: ${warning}`);
}
