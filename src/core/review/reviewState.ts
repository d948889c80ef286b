import type { Candidate, CandidateText } from '../records/candidate.js';
import type { Decision, DecisionAction } from '../records/decision.js';
import { fingerprintOf } from '../records/fingerprint.js';
import type { JournalledDecision } from './decisionJournals.js';

export type ReviewStatus = 'pending' | 'flagged' | 'accepted' | 'rejected';

/** Where a candidate stands after everything that was decided about it. */
export interface ReviewState {
  readonly status: ReviewStatus;
  /** With all edits applied. */
  readonly text: CandidateText;
  /** Of `text`. */
  readonly fingerprint: string;
  readonly edited: boolean;
  /** The decision that gave the status; undefined when screening did. */
  readonly decidedBy: JournalledDecision | undefined;
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

/** @param decisions those about this candidate, in the order in which they count */
export function reviewStateOf(
  candidate: Candidate,
  decisions: readonly JournalledDecision[],
): ReviewState {
  let status: ReviewStatus = candidate.status;
  let text: CandidateText = {
    query: candidate.query,
    assistant_output: candidate.assistant_output,
  };
  let decidedBy: JournalledDecision | undefined;
  let edited = false;
  for (const entry of standing(decisions)) {
    const { action, after } = entry.decision;
    const next = STATUS_AFTER[action];
    if (next === undefined) continue;
    status = next;
    decidedBy = entry;
    if (action !== 'edit' || after === undefined) continue;
    text = after;
    edited = true;
  }
  const lastHash = decisions.at(-1)?.decision.hash ?? null;
  return {
    status,
    text,
    fingerprint: fingerprintOf(text),
    edited,
    decidedBy,
    lastHash,
    history: decisions,
  };
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
export function byCandidate(
  decisions: readonly JournalledDecision[],
): ReadonlyMap<string, readonly JournalledDecision[]> {
  const groups = new Map<string, JournalledDecision[]>();
  for (const entry of decisions) {
    const group = groups.get(entry.decision.candidate);
    if (group === undefined) groups.set(entry.decision.candidate, [entry]);
    else group.push(entry);
  }
  return groups;
}
