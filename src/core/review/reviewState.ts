import { addToGroup } from '../records/addToGroup.js';
import type { Candidate, CandidateText } from '../records/candidate.js';
import type { Decision, DecisionAction } from '../records/decision.js';
import { textDigest } from '../records/fingerprint.js';
import { isSameResolution, KEEP } from '../records/resolution.js';
import { sha256 } from '../records/sha256.js';
import type { JournalledDecision } from './decisionJournals.js';
import { knownTo, lineageOf, standing } from './lineage.js';
import { isSamePerson } from './samePerson.js';

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
  /** The decision that gave the status; undefined when screening did. Approvals that came later did not. */
  readonly decidedBy: JournalledDecision | undefined;
  /**
   * The acceptances of exactly this text that stand, each of another person, in order; none where it is not
   * accepted. Whether they are enough is a matter of policy: see `quorumOf`.
   */
  readonly approvals: readonly JournalledDecision[];
  /**
   * What people decided in parallel, not knowing of each other, where that does not agree; undefined: it
   * does. Then nobody's word counts until somebody decides who knows of all.
   */
  readonly disputed: readonly JournalledDecision[] | undefined;
  /** An acceptance of a text that is not the one that stands here; nothing was decided since. */
  readonly voided: JournalledDecision | undefined;
  /** Screening had rejected it, and somebody took it up again and said why. */
  readonly overruled: boolean;
  /**
   * Hash of the last decision, undone ones included; of several that were made in parallel, a digest of all.
   * What compare-and-set compares. Comments do not count: who says something about a candidate stops nobody
   * who decides on it.
   */
  readonly lastHash: string | null;
  /** What a decision made now is built on, as its line names it. */
  readonly onto: Pick<Decision, 'on' | 'settles'>;
  /** Every decision, in order. */
  readonly history: readonly JournalledDecision[];
}

/** What a decision makes of a candidate; a comment nothing. */
export const STATUS_AFTER: Partial<Record<DecisionAction, ReviewStatus>> = {
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
 * So it does, flagged, where people decided in parallel and do not agree: who comes last by the clock has
 * no better right.
 *
 * @param decisions those about this candidate, in one order for all machines
 */
export function reviewStateOf(
  candidate: Candidate,
  decisions: readonly JournalledDecision[],
): ReviewState {
  const { inOrder, tips } = lineageOf(decisions);
  const { decidedBy, ...outcome } = outcomeOf(candidate, inOrder);
  const isDisputed =
    tips.length > 1 &&
    new Set(tips.map((tip) => verdictOf(outcomeOf(candidate, knownTo(tip, inOrder))))).size > 1;
  return {
    ...outcome,
    // What waits anyway goes on waiting.
    status: isDisputed && outcome.status !== 'pending' ? 'flagged' : outcome.status,
    approvals: isDisputed ? [] : outcome.approvals,
    fingerprint: textDigest(outcome.text),
    decidedBy,
    disputed: isDisputed ? tips : undefined,
    ...standOn(tips),
    history: inOrder,
  };
}

type Outcome = Omit<ReviewState, 'fingerprint' | 'disputed' | 'lastHash' | 'onto' | 'history'>;

function outcomeOf(candidate: Candidate, inOrder: readonly JournalledDecision[]): Outcome {
  const { query, assistant_output } = candidate;
  let text: CandidateText = { query, assistant_output };
  let status: ReviewStatus = candidate.status;
  let decidedBy: JournalledDecision | undefined;
  let approvals: readonly JournalledDecision[] = [];
  let voided: JournalledDecision | undefined;
  let edited = false;
  let overruled = false;
  for (const entry of standing(inOrder)) {
    const next = STATUS_AFTER[entry.decision.action];
    if (next === undefined) continue;
    const isVoid = next === 'accepted' && entry.decision.fingerprint !== textDigest(text);
    status = isVoid ? 'pending' : next;
    voided = isVoid ? entry : undefined;
    overruled ||= isOverruling(candidate, entry);
    if (status === 'accepted' && isAgreed(approvals, entry, inOrder)) {
      approvals = withApproval(approvals, entry);
      continue;
    }
    decidedBy = entry;
    approvals = status === 'accepted' ? [entry] : [];
    const written = writtenBy(entry);
    edited ||= written !== undefined;
    text = written ?? text;
  }
  return { status, text, edited, overruled, decidedBy, approvals, voided };
}

function writtenBy({ decision }: JournalledDecision): CandidateText | undefined {
  return decision.action === 'edit' ? decision.after : undefined;
}

/** Whether an acceptance joins those that stand; one that chose something else, or settles a dispute, begins anew. */
function isAgreed(
  [first]: readonly JournalledDecision[],
  { decision }: JournalledDecision,
  inOrder: readonly JournalledDecision[],
): boolean {
  if (first === undefined) return false;
  const { resolution, settles = [], on } = decision;
  const isSameChoice =
    resolution === undefined || isSameResolution(resolution, first.decision.resolution);
  if (settles.length === 0) return isSameChoice;
  const known = new Set([on, ...settles]);
  const settled = inOrder.filter((each) => known.has(each.decision.hash));
  return isSameChoice && settled.every((each) => each.decision.action === 'accept');
}

function withApproval(
  approvals: readonly JournalledDecision[],
  entry: JournalledDecision,
): readonly JournalledDecision[] {
  const isKnown = approvals.some((each) =>
    isSamePerson(each.decision.reviewer, entry.decision.reviewer),
  );
  return isKnown ? approvals : [...approvals, entry];
}

/** Equal for outcomes that people agree about; of what waits anyway nothing has to be agreed. */
function verdictOf({ status, text, decidedBy }: Outcome): string {
  if (status !== 'accepted') return status;
  return JSON.stringify([textDigest(text), decidedBy?.decision.resolution ?? KEEP]);
}

function standOn(tips: readonly JournalledDecision[]): Pick<ReviewState, 'lastHash' | 'onto'> {
  const hashes = tips.map(({ decision }) => decision.hash);
  const on = hashes.at(-1) ?? null;
  if (hashes.length < 2) return { lastHash: on, onto: { on } };
  const lastHash = sha256(hashes.toSorted().join('\n'));
  return { lastHash, onto: { on, settles: hashes.slice(0, -1) } };
}

function isOverruling({ status }: Candidate, { decision }: JournalledDecision): boolean {
  return status === 'rejected' && decision.action === 'reopen' && hasReason(decision);
}

export function hasReason({ reason }: { readonly reason?: string | undefined }): boolean {
  return reason !== undefined && reason.trim() !== '';
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
