import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import {
  type Candidate,
  type CandidateText,
  dayOfCandidate,
  type Finding,
  isCandidateId,
} from '../records/candidate.js';
import type { Checklist, DecisionAction, Reviewer } from '../records/decision.js';
import { readEvaluationContext } from '../screening/context/screeningContext.js';
import { readConfig } from '../workspace/config.js';
import { appendToJournal } from '../workspace/journal.js';
import { withWorkspaceLock } from '../workspace/lock.js';
import { candidatesFile } from '../workspace/paths.js';
import { writerOf } from '../workspace/writer.js';
import { describeObstacles, obstaclesTo } from './acceptance.js';
import { currentFindings } from './currentFindings.js';
import { journalFile } from './decisionJournals.js';
import { filesReader, type ReviewReader } from './reviewReader.js';
import { hasReason, type ReviewState, reviewStateOf, standing } from './reviewState.js';

/** What a reviewer wants done, and what they had before them when they decided. */
export interface DecisionRequest {
  readonly candidate: string;
  readonly action: Exclude<DecisionAction, 'undo'>;
  readonly reviewer: Reviewer;
  /** Of the text that was shown. */
  readonly fingerprint: string;
  /** The last decision that was shown; null: none. */
  readonly on: string | null;
  readonly reason?: string;
  readonly checklist?: Checklist;
  /** The new text; for `edit` only. */
  readonly after?: CandidateText;
}

type DecideContext = Omit<JobContext, 'progress'>;

/** A candidate as it stands. */
export interface Decided {
  readonly candidate: Candidate;
  readonly state: ReviewState;
  /** Of the text as it stands, by the rules as they are now. */
  readonly findings: readonly Finding[];
  /** What did not work beside it. */
  readonly warning?: string;
}

/**
 * Writes one decision to this clone's journal, flushed to the disk, and brings the day's projections
 * up to date. Compare-and-set: it is refused when the candidate is not what the reviewer saw.
 *
 * @throws CodelumiError `changed-meanwhile`, `checks-missing`, `not-found`, `wrong-usage`, `locked`,
 *   `not-writable`; in each case nothing was written.
 */
export async function decide(
  context: DecideContext,
  request: DecisionRequest,
  reader: ReviewReader = filesReader(context),
): Promise<Decided> {
  return changeReview(context, request.candidate, reader, async (current) => {
    requireUnchanged(request, current.state);
    requireSense(request, current.state);
    if (request.action === 'accept') {
      const missing = describeObstacles(obstaclesTo(current.findings, request.checklist));
      if (missing !== undefined) throw notAcceptable(request.candidate, missing);
    }
    return {
      reviewer: request.reviewer,
      action: request.action,
      candidate: request.candidate,
      fingerprint: request.fingerprint,
      on: request.on,
      reason: request.reason,
      checklist: request.checklist,
      ...(request.action === 'edit'
        ? { before: { fingerprint: request.fingerprint }, after: request.after }
        : {}),
    };
  });
}

/**
 * Takes back this clone's latest decision on a candidate that still stands.
 * @throws CodelumiError `wrong-usage` when there is none, and as `decide` does.
 */
export async function undoDecision(
  context: DecideContext,
  request: Pick<DecisionRequest, 'candidate' | 'reviewer' | 'on'>,
  reader: ReviewReader = filesReader(context),
): Promise<Decided> {
  return changeReview(context, request.candidate, reader, async ({ state }, writer) => {
    requireSameHistory(request.candidate, request.on, state);
    const own = standing(state.history).filter((entry) => entry.writer === writer);
    const last = own.at(-1);
    if (last === undefined) throw nothingToUndo(request.candidate);
    return {
      reviewer: request.reviewer,
      action: 'undo',
      candidate: request.candidate,
      fingerprint: state.fingerprint,
      on: request.on,
      undoes: last.decision.seq,
    };
  });
}

async function changeReview(
  context: DecideContext,
  id: string,
  reader: ReviewReader,
  entryFor: (current: Decided, writer: string) => Promise<Record<string, unknown>>,
): Promise<Decided> {
  const day = dayOfCandidate(id);
  return withWorkspaceLock(context, `decide on ${id}`, async (lock) => {
    const current = await readReview(context, id, reader);
    const writer = await writerOf(context);
    const entry = await entryFor(current, writer);
    await lock.confirm();
    const at = context.clock.now().toISOString();
    await appendToJournal(
      context.files,
      journalFile(day, writer),
      { at, ...entry },
      reader.journal,
    );
    const warning = await projected(reader, day);
    // Candidates files are changed under the lock only, so the candidate is the one read above.
    const review = await reviewOf(context, current.candidate, reader);
    return warning === undefined ? review : { ...review, warning };
  });
}

/** The decision stands once it is in the journal; files derived from it can be made again at any time. */
async function projected(reader: ReviewReader, day: string): Promise<string | undefined> {
  try {
    await reader.project(day);
    return undefined;
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    return `The decision is recorded, but the files derived from it could not be written: ${error.message}`;
  }
}

type ReadContext = Pick<JobContext, 'files' | 'signal'>;

/** @throws CodelumiError `not-found`, `wrong-usage`, `invalid-input` */
export async function readReview(
  context: ReadContext,
  id: string,
  reader: ReviewReader = filesReader(context),
): Promise<Decided & { readonly line: number }> {
  if (!isCandidateId(id))
    throw wrongUsage(`"${id}" is no candidate's id`, 'Ids look like candidate-20260124-0001.');
  const stored = await reader.candidate(id);
  if (stored === undefined) throw noSuchCandidate(id, dayOfCandidate(id));
  const review = await reviewOf(context, stored.candidate, reader);
  return { ...review, line: stored.position.line };
}

async function reviewOf(
  context: ReadContext,
  candidate: Candidate,
  reader: ReviewReader,
): Promise<Decided> {
  const { decisions } = await reader.decisions(dayOfCandidate(candidate.id));
  const own = decisions.filter(({ decision }) => decision.candidate === candidate.id);
  const state = reviewStateOf(candidate, own);
  const { screening } = await readConfig(context.files);
  const evaluation = await readEvaluationContext(context);
  return { candidate, state, findings: currentFindings(candidate, state, evaluation, screening) };
}

function requireUnchanged(
  { candidate, fingerprint, on }: DecisionRequest,
  state: ReviewState,
): void {
  requireSameHistory(candidate, on, state);
  if (fingerprint === state.fingerprint) return;
  throw changed(candidate, 'its text is no longer the one that was shown');
}

function requireSameHistory(candidate: string, on: string | null, state: ReviewState): void {
  if (on === state.lastHash) return;
  const last = state.history.at(-1)?.decision;
  const what =
    last === undefined
      ? 'a decision that was shown is no longer in the journals'
      : `${last.reviewer.name} recorded "${last.action}" at ${last.at}`;
  throw changed(candidate, what);
}

function requireSense(request: DecisionRequest, state: ReviewState): void {
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
  if (action === 'accept' && state.status === 'accepted') {
    throw wrongUsage(`${candidate} is accepted already`, 'Go on to the next one.');
  }
}

/** What screening rejected is taken up again by somebody who says why, and by nobody else. */
function requireReason(request: DecisionRequest): void {
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

function wrongUsage(what: string, remedy: string): CodelumiError {
  return new CodelumiError({ reason: 'wrong-usage', what, remedy });
}

function nothingToUndo(id: string): CodelumiError {
  return wrongUsage(
    `There is no decision on ${id} from this clone that could be undone`,
    'Use "reopen" to take up a candidate that somebody else decided on.',
  );
}

function notAcceptable(id: string, missing: string): CodelumiError {
  return new CodelumiError({
    reason: 'checks-missing',
    what: `${id} cannot be accepted yet: ${missing}`,
    remedy: 'Confirm the checklist, and redact or edit what was found.',
  });
}

function changed(id: string, what: string): CodelumiError {
  return new CodelumiError({
    reason: 'changed-meanwhile',
    what: `${id} changed meanwhile: ${what}`,
    remedy: 'Look at it again and decide anew; nothing was written.',
  });
}

function noSuchCandidate(id: string, day: string): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: `There is no candidate ${id}`,
    place: { file: candidatesFile(day) },
    remedy: 'List the candidates to see their ids.',
  });
}
