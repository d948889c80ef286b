import { checkpointIfDue } from '../audit/checkpoints/checkpointIfDue.js';
import { type CodelumiError, wrongUsage } from '../errors.js';
import type { JobContext } from '../job.js';
import {
  type Candidate,
  type CandidateText,
  dayOfCandidate,
  type Finding,
  isCandidateId,
} from '../records/candidate.js';
import type { Checklist, DecisionAction, Reviewer } from '../records/decision.js';
import type { Proposal } from '../records/proposal.js';
import type { Resolution } from '../records/resolution.js';
import { readEvaluationContext } from '../screening/context/screeningContext.js';
import { readConfig } from '../workspace/config.js';
import { appendToJournal } from '../workspace/journal.js';
import { withWorkspaceLock } from '../workspace/lock.js';
import { writerOf } from '../workspace/writer.js';
import { afterDecisions } from './afterDecisions.js';
import { type ClaimState, claimStateOf } from './claims/claimState.js';
import { requireNotReserved } from './claims/requireNotReserved.js';
import { requireFitComment } from './commentText.js';
import { currentFindings } from './currentFindings.js';
import { noSuchCandidate } from './dayStates.js';
import {
  requireAcceptable,
  requireSameHistory,
  requireSense,
  requireUnchanged,
} from './decisionChecks.js';
import { journalFile } from './decisionJournals.js';
import { erasedTextCheck } from './erasedText.js';
import { standing } from './lineage.js';
import { type SeenState, seenBy, type Viewing } from './overlap/blind.js';
import { requireKnownReason } from './reasonCodes.js';
import { requireResolvable } from './resolvable.js';
import { filesReader, type ReviewReader } from './reviewReader.js';
import { reviewStateOf } from './reviewState.js';
import { beginSigning } from './signatures/stepSigning.js';
import { warningOf } from './warningOf.js';

/** What a reviewer wants done, and what they had before them when they decided. */
export interface DecisionRequest {
  readonly candidate: string;
  readonly action: Exclude<DecisionAction, 'undo'>;
  readonly reviewer: Reviewer;
  /** Of the text that was shown. */
  readonly fingerprint: string;
  /** The last decision that was shown; null: none. */
  readonly on: string | null;
  /** Of a comment what it says. */
  readonly reason?: string;
  readonly reasonCode?: string;
  readonly checklist?: Checklist;
  /** What becomes of it beside an entry that is there; for `accept` only. */
  readonly resolution?: Resolution;
  /** Also where somebody else has reserved it. */
  readonly force?: boolean;
  /** The new text; for `edit` only. */
  readonly after?: CandidateText;
}

type DecideContext = Omit<JobContext, 'progress'>;

/** A candidate as it stands. */
export interface Decided {
  readonly candidate: Candidate;
  readonly state: SeenState;
  /** Of the text as it stands, by the rules as they are now. */
  readonly findings: readonly Finding[];
  /** Who has it, where that was asked for. */
  readonly claim?: ClaimState;
  /** What agents propose and nobody has settled, where that was asked for. */
  readonly proposals?: readonly Proposal[];
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
  return changeReview(context, request, reader, async ({ current, claim, reviewer }) => {
    const config = await readConfig(context.files);
    if (request.action === 'comment') requireFitComment(request.reason, config.screening);
    // Saying something about a candidate is no decision on it: it stands beside whatever was decided meanwhile.
    else requireUnchanged(request, current.state);
    requireSense(request, current.state);
    requireNotReserved(request, claim.reservation, context.clock.now());
    requireKnownReason(request.reasonCode, config);
    if (request.action === 'accept') {
      (await erasedTextCheck(context))(request.candidate, current.state.text);
      requireAcceptable(request, current.findings);
    }
    await requireResolvable(context, request, reader);
    return {
      reviewer,
      action: request.action,
      candidate: request.candidate,
      fingerprint: request.fingerprint,
      ...current.state.onto,
      ...(current.state.isBlind === true ? { blind: true } : {}),
      reason: request.reason,
      reason_code: request.reasonCode,
      checklist: request.checklist,
      resolution: request.resolution,
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
  return changeReview(
    context,
    request,
    reader,
    async ({ current: { state }, writer, reviewer }) => {
      requireSameHistory(request.candidate, request.on, state);
      const own = standing(state.history).filter((entry) => entry.writer === writer);
      const last = own.at(-1);
      if (last === undefined) throw nothingToUndo(request.candidate);
      return {
        reviewer,
        action: 'undo',
        candidate: request.candidate,
        fingerprint: state.fingerprint,
        ...state.onto,
        undoes: last.decision.seq,
      };
    },
  );
}

type EntryFor = (found: {
  /** As the reviewer may see it. */
  readonly current: Decided;
  readonly claim: ClaimState;
  readonly writer: string;
  /** With the key that is to sign. */
  readonly reviewer: Reviewer;
}) => Promise<Record<string, unknown>>;

async function changeReview(
  context: DecideContext,
  { candidate: id, reviewer }: Pick<DecisionRequest, 'candidate' | 'reviewer'>,
  reader: ReviewReader,
  entryFor: EntryFor,
): Promise<Decided> {
  const day = dayOfCandidate(id);
  const signing = await beginSigning(context, reviewer);
  return withWorkspaceLock(context, `decide on ${id}`, async (lock) => {
    const whole = await readReview(context, id, reader);
    const { review: policy } = await readConfig(context.files);
    const current = asSeenBy(whole, { me: reviewer, policy });
    const claims = (await reader.claims(day)).of.get(id) ?? [];
    const claim = claimStateOf(claims, whole.state.history);
    const writer = await writerOf(context);
    const entry = await entryFor({ current, claim, writer, reviewer: signing.reviewer });
    const isAcceptance = entry['action'] === 'accept' || entry['action'] === 'undo';
    await lock.confirm();
    const at = context.clock.now().toISOString();
    const journal = journalFile(day, writer);
    const line = await appendToJournal(context.files, journal, { at, ...entry }, reader.journal);
    const unsigned = await signing.sign({
      day,
      writer,
      journal,
      at,
      entries: [entry],
      lines: [line],
      proofsOf: () => current.candidate.provenance,
    });
    const late = await checkpointIfDue(context, writer, [line]);
    const after = await afterDecisions(context, reader, [id], isAcceptance);
    const warning = warningOf(unsigned, after, late);
    // Candidates files are changed under the lock only, so the candidate is the one read above.
    const review = await reviewOf(context, current.candidate, reader);
    return warning === undefined ? review : { ...review, warning };
  });
}

/** A candidate as somebody may see it; see `seenBy`. Findings are those of its text, whoever looks. */
export function asSeenBy<Review extends Pick<Decided, 'candidate' | 'state'>>(
  review: Review,
  { me, policy }: Viewing,
): Review {
  const { candidate, state } = review;
  return { ...review, state: seenBy(me, candidate, state, policy) };
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
  if (stored === undefined) throw noSuchCandidate(id);
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

function nothingToUndo(id: string): CodelumiError {
  return wrongUsage(
    `There is no decision on ${id} from this clone that could be undone`,
    'Use "reopen" to take up a candidate that somebody else decided on.',
  );
}
