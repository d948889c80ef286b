import { addToGroup } from '../records/addToGroup.js';
import type { Candidate, CandidateText } from '../records/candidate.js';
import type { Decision, DecisionAction } from '../records/decision.js';
import { textDigest } from '../records/fingerprint.js';
import type { JournalledDecision } from './decisionJournals.js';

export const STATUSES = ['pending', 'flagged', 'accepted', 'rejected'] as const;

export type ReviewStatus = (typeof STATUSES)[number];

/** Where a candidate stands after everything that was decided about it. */
export interface ReviewState {
  readonly status: ReviewStatus;
  /** With all edits applied. */
  readonly text: CandidateText;
  /** Digest of exactly `text`. */
  readonly fingerprint: string;
  readonly edited: boolean;
  /** The decision that gave the status; undefined when screening did. */
  readonly decidedBy: JournalledDecision | undefined;
  /** An acceptance of a text that is not the one that stands here; nothing was decided since. */
  readonly voided: JournalledDecision | undefined;
  /** Screening had rejected it, and somebody took it up again and said why. */
  readonly overruled: boolean;
  /** Hash of the last decision of any kind, undone ones included; what compare-and-set compares. */
  readonly lastHash: string | null;
  /** Every decision, in order. */
  readonly history: readonly JournalledDecision[];
}

const STATUS_AFTER: Partial<Record<DecisionAction, ReviewStatus>> = {
  accept: 'accepted',
  reject: 'rejected',
  flag: 'flagged',
  reopen: 'pending',
  // A changed text was not what anybody accepted or rejected.
  edit: 'pending',
};

/**
 * Adds decisions up. An acceptance holds for the text it names and no other: where the candidates
 * file was changed, or an edit came in from another clone, it is void and the candidate waits again.
 *
 * @param decisions those about this candidate, in the order in which they count
 */
export function reviewStateOf(
  candidate: Candidate,
  decisions: readonly JournalledDecision[],
): ReviewState {
  const { query, assistant_output } = candidate;
  let text: CandidateText = { query, assistant_output };
  let status: ReviewStatus = candidate.status;
  let decidedBy: JournalledDecision | undefined;
  let voided: JournalledDecision | undefined;
  let edited = false;
  let overruled = false;
  for (const entry of standing(decisions)) {
    const { action, after, fingerprint } = entry.decision;
    const next = STATUS_AFTER[action];
    if (next === undefined) continue;
    const isVoid = action === 'accept' && fingerprint !== textDigest(text);
    status = isVoid ? 'pending' : next;
    voided = isVoid ? entry : undefined;
    decidedBy = entry;
    overruled ||= isOverruling(candidate, entry);
    if (action !== 'edit' || after === undefined) continue;
    text = after;
    edited = true;
  }
  return {
    status,
    text,
    fingerprint: textDigest(text),
    edited,
    overruled,
    decidedBy,
    voided,
    lastHash: decisions.at(-1)?.decision.hash ?? null,
    history: decisions,
  };
}

function isOverruling({ status }: Candidate, { decision }: JournalledDecision): boolean {
  return status === 'rejected' && decision.action === 'reopen' && hasReason(decision);
}

export function hasReason({ reason }: Pick<Decision, 'reason'>): boolean {
  return reason !== undefined && reason.trim() !== '';
}

/** The decisions that were not taken back, in order. */
export function standing(decisions: readonly JournalledDecision[]): JournalledDecision[] {
  const undone = new Set(
    decisions
      .filter(({ decision }) => decision.action === 'undo')
      .map(({ decision, writer }) => keyOf(writer, decision.undoes)),
  );
  return decisions.filter(
    ({ decision, writer }) =>
      decision.action !== 'undo' && !undone.has(keyOf(writer, decision.seq)),
  );
}

function keyOf(writer: string, seq: Decision['undoes']): string {
  return `${writer}#${seq}`;
}

/** Decisions by candidate id, each in the order in which they count. */
export type DecisionsOf = ReadonlyMap<string, readonly JournalledDecision[]>;

export function byCandidate(decisions: readonly JournalledDecision[]): DecisionsOf {
  const groups = new Map<string, JournalledDecision[]>();
  for (const entry of decisions) {
    addToGroup(groups, entry.decision.candidate, entry);
  }
  return groups;
}

/** The candidates about which other decisions count now than before. */
export function changedCandidates(before: DecisionsOf, now: DecisionsOf): Set<string> {
  const ids = [...new Set([...before.keys(), ...now.keys()])];
  return new Set(ids.filter((id) => !isSameHistory(before.get(id), now.get(id))));
}

function isSameHistory(
  a: readonly JournalledDecision[] = [],
  b: readonly JournalledDecision[] = [],
): boolean {
  return (
    a.length === b.length && a.every(({ decision }, i) => decision.hash === b[i]?.decision.hash)
  );
}
