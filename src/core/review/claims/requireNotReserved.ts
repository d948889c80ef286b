import { CodelumiError } from '../../errors.js';
import type { DecisionAction, Reviewer } from '../../records/decision.js';
import { isSamePerson } from '../samePerson.js';
import { type Reservation, reservationAt } from './claimState.js';

const ASKING: readonly DecisionAction[] = ['accept', 'reject', 'flag'];

/**
 * Nobody gives a verdict on what somebody else is at without meaning to. Safety does not rest on it: whoever
 * decides on something else than they saw is refused in any case.
 *
 * @throws CodelumiError `reserved`
 */
export function requireNotReserved(
  request: {
    readonly candidate: string;
    readonly action: DecisionAction;
    readonly reviewer: Reviewer;
    readonly force?: boolean | undefined;
  },
  reservation: Reservation | undefined,
  now: Date,
): void {
  if (request.force === true || !ASKING.includes(request.action)) return;
  const held = reservationAt(reservation, now);
  if (held !== undefined && !isSamePerson(held.by, request.reviewer))
    throw reservedBy(request.candidate, held);
}

export function reservedBy(candidate: string, { by, until }: Reservation): CodelumiError {
  return new CodelumiError({
    reason: 'reserved',
    what: `${candidate} is reserved by ${by.name} until ${until}`,
    remedy:
      'Go on with another one, or decide once more to do it all the same (--force in a shell).',
  });
}
