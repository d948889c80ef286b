import { DAY_MS } from '../../durations.js';
import type { Claim } from '../../records/claim.js';
import type { Reviewer } from '../../records/decision.js';
import type { JournalledDecision } from '../decisionJournals.js';
import { isVerdict } from '../overlap/independentReviews.js';
import { isSamePerson } from '../samePerson.js';

/** A claim, and the journal it stands in. */
export interface JournalledClaim {
  readonly claim: Claim;
  readonly writer: string;
}

export interface Reservation {
  readonly by: Reviewer;
  /** ISO 8601, as are all times here. */
  readonly since: string;
  readonly until: string;
}

/** Who is to review a candidate, and who is at it. */
export interface ClaimState {
  readonly assignee: Reviewer | undefined;
  /** Whether it has ended by itself, `reservationAt` tells. */
  readonly reservation: Reservation | undefined;
  /** What compare-and-set compares. */
  readonly lastHash: string | null;
}

export const UNCLAIMED: ClaimState = {
  assignee: undefined,
  reservation: undefined,
  lastHash: null,
};

/** However long somebody reserved something, or their clock was wrong: it ends within a day. */
const LONGEST_MS = DAY_MS;

/**
 * Adds claims up, to the same on every machine. Who reserves what somebody else holds at that time gets nothing,
 * unless they meant to take it: of two clones that both reserved, the earlier one holds after the merge. A verdict
 * of who holds it ends a reservation.
 *
 * @param claims those on one candidate, in the order in which they count
 * @param history what was decided about it
 */
export function claimStateOf(
  claims: readonly JournalledClaim[],
  history: readonly JournalledDecision[],
): ClaimState {
  let { assignee, reservation, lastHash } = UNCLAIMED;
  for (const { claim } of claims) {
    lastHash = claim.hash;
    if (claim.action === 'assign') assignee = claim.to;
    else if (claim.action === 'unassign') assignee = undefined;
    else reservation = afterClaim(stillHeld(reservation, history, claim.at), claim);
  }
  return { assignee, reservation: withoutVerdict(reservation, history), lastHash };
}

function afterClaim(held: Reservation | undefined, claim: Claim): Reservation | undefined {
  const isOther = held !== undefined && !isSamePerson(held.by, claim.reviewer);
  if (isOther && claim.force !== true) return held;
  if (claim.action === 'release') return undefined;
  const since = isOther || held === undefined ? claim.at : held.since;
  return { by: claim.reviewer, since, until: endOf(claim) };
}

function endOf({ at, until = at }: Claim): string {
  const latest = new Date(Date.parse(at) + LONGEST_MS).toISOString();
  return until < latest ? until : latest;
}

function stillHeld(
  reservation: Reservation | undefined,
  history: readonly JournalledDecision[],
  at: string,
): Reservation | undefined {
  const known = history.filter(({ decision }) => Date.parse(decision.at) <= Date.parse(at));
  return reservationAt(withoutVerdict(reservation, known), new Date(at));
}

function withoutVerdict(
  reservation: Reservation | undefined,
  history: readonly JournalledDecision[],
): Reservation | undefined {
  if (reservation === undefined) return undefined;
  const { by, since } = reservation;
  const isOver = history.some(
    (entry) =>
      isVerdict(entry) &&
      isSamePerson(entry.decision.reviewer, by) &&
      Date.parse(entry.decision.at) >= Date.parse(since),
  );
  return isOver ? undefined : reservation;
}

/** The reservation as long as it lasts. */
export function reservationAt(
  reservation: Reservation | undefined,
  now: Date,
): Reservation | undefined {
  if (reservation === undefined) return undefined;
  return Date.parse(reservation.until) > now.getTime() ? reservation : undefined;
}
