import type { Reviewer } from '../records/decision.js';
import type { Filterable } from './query/matchesCondition.js';
import type { ReviewStatus } from './reviewState.js';
import { isSamePerson } from './samePerson.js';

/** How many candidates have the status that one reviewer gave them. */
export interface ReviewerTally {
  readonly reviewer: Reviewer;
  readonly counts: Readonly<Record<ReviewStatus, number>>;
  /** How many they accepted after somebody else had. */
  readonly approved: number;
}

/** How many candidates people accepted or rejected. */
export interface Progress {
  readonly decided: number;
  /** By the one who asks, approvals of what others accepted included; undefined where nobody knows who that is. */
  readonly mine: number | undefined;
}

/** How many candidates people rejected and flagged for one reason. */
export interface ReasonTally {
  /** null: without a code; why may stand there in words. */
  readonly code: string | null;
  readonly rejected: number;
  readonly flagged: number;
}

interface OpenTally {
  readonly reviewer: Reviewer;
  readonly counts: Record<ReviewStatus, number>;
  approved: number;
}

/** By reviewer, whoever decided most first. People are told apart by name and address. */
export function reviewerTallies(candidates: Iterable<Filterable>): ReviewerTally[] {
  const tallies = new Map<string, OpenTally>();
  const tallyOf = (reviewer: Reviewer) => {
    const key = JSON.stringify([reviewer.name, reviewer.email]);
    const counts = { pending: 0, flagged: 0, accepted: 0, rejected: 0 };
    const tally = tallies.get(key) ?? { reviewer, counts, approved: 0 };
    tallies.set(key, tally);
    return tally;
  };
  for (const { summary, facts } of candidates) {
    const { reviewer, approvers = [] } = facts;
    if (reviewer !== undefined) tallyOf(reviewer).counts[summary.status] += 1;
    for (const approver of approvers) tallyOf(approver).approved += 1;
  }
  return [...tallies.values()].sort((a, b) => decidedIn(b) - decidedIn(a));
}

/** Of what stands rejected or flagged, by the code of the reason, the commonest first. */
export function reasonTallies(candidates: Iterable<Filterable>): ReasonTally[] {
  const tallies = new Map<string | null, { rejected: number; flagged: number }>();
  for (const { summary, facts } of candidates) {
    const { status } = summary;
    const isCounted = status === 'rejected' || status === 'flagged';
    if (!isCounted || facts.reviewer === undefined) continue;
    const code = facts.reason ?? null;
    const tally = tallies.get(code) ?? { rejected: 0, flagged: 0 };
    tally[status] += 1;
    tallies.set(code, tally);
  }
  const all = [...tallies].map(([code, tally]) => ({ code, ...tally }));
  return all.sort((a, b) => b.rejected + b.flagged - a.rejected - a.flagged);
}

export function progressIn(tallies: readonly ReviewerTally[], me: Reviewer | undefined): Progress {
  const sum = (some: readonly ReviewerTally[]) =>
    some.reduce((total, tally) => total + decidedIn(tally), 0);
  const own = me && tallies.filter(({ reviewer }) => isSamePerson(reviewer, me));
  const approved = own?.reduce((total, tally) => total + tally.approved, 0) ?? 0;
  return { decided: sum(tallies), mine: own && sum(own) + approved };
}

function decidedIn({ counts }: ReviewerTally): number {
  return counts.accepted + counts.rejected;
}
