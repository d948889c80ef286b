import { CodelumiError, wrongUsage } from '../errors.js';
import type { CandidateText, Finding } from '../records/candidate.js';
import type { Checklist, Reviewer } from '../records/decision.js';
import { isSameResolution, type Resolution } from '../records/resolution.js';
import { describeObstacles, obstaclesTo } from './acceptance.js';
import type { DecisionRequest } from './decide.js';
import { decisive } from './lineage.js';
import { hasReason, type ReviewState } from './reviewState.js';
import { isSamePerson } from './samePerson.js';

type Seen = Pick<DecisionRequest, 'candidate' | 'fingerprint' | 'on'>;
type Act = Pick<DecisionRequest, 'candidate' | 'action'> & {
  readonly reviewer: Reviewer;
  readonly resolution?: Resolution | undefined;
  readonly after?: CandidateText | undefined;
  readonly reason?: string | undefined;
};

/** @throws CodelumiError `checks-missing` */
export function requireAcceptable(
  {
    candidate,
    checklist,
  }: { readonly candidate: string; readonly checklist?: Checklist | undefined },
  findings: readonly Finding[],
): void {
  const missing = describeObstacles(obstaclesTo(findings, checklist));
  if (missing !== undefined) throw notAcceptable(candidate, missing);
}

/** @throws CodelumiError `changed-meanwhile` */
export function requireUnchanged({ candidate, fingerprint, on }: Seen, state: ReviewState): void {
  requireSameHistory(candidate, on, state);
  if (fingerprint === state.fingerprint) return;
  throw changed(candidate, 'its text is no longer the one that was shown');
}

/** @throws CodelumiError `changed-meanwhile` */
export function requireSameHistory(candidate: string, on: string | null, state: ReviewState): void {
  if (on === state.lastHash) return;
  const last = decisive(state.history).at(-1)?.decision;
  const { settles } = state.onto;
  const what =
    last === undefined
      ? 'a decision that was shown is no longer in the journals'
      : `${last.reviewer.name} recorded "${last.action}" at ${last.at}`;
  throw changed(
    candidate,
    settles === undefined ? what : `others decided on it in parallel; at last ${what}`,
  );
}

/** @throws CodelumiError `wrong-usage` */
export function requireSense(request: Act, state: ReviewState): void {
  const { action, candidate, after } = request;
  const isEmptyEdit =
    action === 'edit' &&
    (after === undefined ||
      (after.query === state.text.query && after.assistant_output === state.text.assistant_output));
  if (isEmptyEdit)
    throw wrongUsage(`The edit of ${candidate} changes nothing`, 'Change its question or answer.');
  if (state.status === 'rejected' && state.decidedBy === undefined) {
    requireReason(request);
  }
  if (action === 'reopen' && state.status === 'pending') {
    throw wrongUsage(`${candidate} is pending already`, 'Go on and decide on it.');
  }
  if (action === 'accept' && state.status === 'accepted') requireApproval(request, state);
}

/** Accepting what is accepted is a second person's approval of it. */
function requireApproval({ candidate, reviewer, resolution }: Act, state: ReviewState): void {
  if (state.approvals.some(({ decision }) => isSamePerson(decision.reviewer, reviewer)))
    throw wrongUsage(
      `${candidate} is accepted already, by you`,
      'Go on to the next one; a second approval is for somebody else to give.',
    );
  const chosen = state.decidedBy?.decision.resolution;
  if (resolution !== undefined && !isSameResolution(resolution, chosen))
    throw wrongUsage(
      `${candidate} was accepted with another choice about the entry beside it`,
      'Approve it as it is, or reopen it to choose otherwise.',
    );
}

/** What screening rejected is taken up again by somebody who says why, and by nobody else. */
function requireReason(request: Act): void {
  const { action, candidate } = request;
  if (action === 'accept') {
    throw wrongUsage(`${candidate} was rejected by screening`, 'Reopen it first, and say why.');
  }
  if (action === 'reopen' && !hasReason(request)) {
    throw wrongUsage(
      `${candidate} was rejected by screening; taking it up again needs a reason`,
      'Say why it is worth learning all the same.',
    );
  }
}

function notAcceptable(id: string, missing: string): CodelumiError {
  return new CodelumiError({
    reason: 'checks-missing',
    what: `${id} cannot be accepted yet: ${missing}`,
    remedy: 'Confirm the checklist, and redact or edit what was found.',
  });
}

export function changed(id: string, what: string): CodelumiError {
  return new CodelumiError({
    reason: 'changed-meanwhile',
    what: `${id} changed meanwhile: ${what}`,
    remedy: 'Look at it again and decide anew; nothing was written.',
  });
}
