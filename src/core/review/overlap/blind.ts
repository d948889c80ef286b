import type { Candidate } from '../../records/candidate.js';
import type { Reviewer } from '../../records/decision.js';
import type { JournalledDecision } from '../decisionJournals.js';
import { type ReviewState, reviewStateOf } from '../reviewState.js';
import { isSamePerson } from '../samePerson.js';
import { independentVerdicts, isVerdict, REVIEWS, roundsOf } from './independentReviews.js';
import { isInOverlap, type OverlapPolicy } from './overlapSample.js';

/** A state as one reviewer may see it. */
export interface SeenState extends ReviewState {
  /** Something that others decided is left out of it; the reviewer decides first. */
  readonly isBlind?: true;
}

/**
 * Whether a reviewer must not be told yet what another decided: a candidate of the overlap has one verdict, it
 * is not theirs, and they have given none. Who had given one, and took it back, has seen the other's.
 *
 * @param reviewer undefined: nobody knows who looks, and then they are told nothing either
 */
export function blindFor(
  reviewer: Reviewer | undefined,
  { id }: Pick<Candidate, 'id'>,
  { history }: Pick<ReviewState, 'history'>,
  policy: OverlapPolicy,
): boolean {
  if (history.length === 0 || !isInOverlap(id, policy)) return false;
  const round = roundsOf(history).at(-1) ?? [];
  const given = independentVerdicts(round);
  if (given.length === 0 || given.length >= REVIEWS) return false;
  const isOwn = ({ decision }: JournalledDecision) =>
    reviewer !== undefined && isSamePerson(decision.reviewer, reviewer);
  return !round.some((entry) => isVerdict(entry) && isOwn(entry));
}

/**
 * A candidate as somebody may see it: while they are blind, without everything that others said since it was
 * edited or reopened. Its last hash is that of what they see, so a decision on it is not built on what they
 * do not know.
 */
export function seenBy(
  reviewer: Reviewer | undefined,
  candidate: Candidate,
  state: ReviewState,
  policy: OverlapPolicy,
): SeenState {
  if (!blindFor(reviewer, candidate, state, policy)) return state;
  const rounds = roundsOf(state.history);
  const opener = rounds.length > 1 ? rounds.at(-1)?.[0] : undefined;
  const isVisible = (entry: JournalledDecision) =>
    entry === opener || (reviewer !== undefined && isSamePerson(entry.decision.reviewer, reviewer));
  const visible = [...rounds.slice(0, -1).flat(), ...(rounds.at(-1) ?? []).filter(isVisible)];
  return { ...reviewStateOf(candidate, visible), isBlind: true };
}

/** Whose eyes a queue is shown to, and what that depends on. */
export interface Viewing {
  readonly me: Reviewer | undefined;
  readonly policy: OverlapPolicy;
}
