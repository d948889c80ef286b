import { checkpointIfDue } from '../audit/checkpoints/checkpointIfDue.js';
import { throwIfCancelled, wrongUsage } from '../errors.js';
import type { JobContext } from '../job.js';
import type { Finding } from '../records/candidate.js';
import { type Candidate, isCandidateId } from '../records/candidate.js';
import type { Checklist, DecisionAction, Reviewer } from '../records/decision.js';
import { readEvaluationContext } from '../screening/context/screeningContext.js';
import { maskPrivate } from '../screening/maskPrivate.js';
import { readConfig } from '../workspace/config.js';
import type { Config } from '../workspace/configSchema.js';
import { type HeldLock, withWorkspaceLock } from '../workspace/lock.js';
import { writerOf } from '../workspace/writer.js';
import { afterDecisions } from './afterDecisions.js';
import { claimStateOf } from './claims/claimState.js';
import { requireNotReserved } from './claims/requireNotReserved.js';
import { currentFindings } from './currentFindings.js';
import { byDay, type Found, keepProofs, statesOn } from './dayStates.js';
import { requireAcceptable, requireSense, requireUnchanged } from './decisionChecks.js';
import { erasedTextCheck } from './erasedText.js';
import { requireKnownReason } from './reasonCodes.js';
import { type RefusedItem, refusedItem } from './refusedItem.js';
import { filesReader, type ReviewReader } from './reviewReader.js';
import { type ReviewState, type ReviewStatus, STATUS_AFTER } from './reviewState.js';
import type { Proof } from './signatures/reviewStatement.js';
import { beginSigning } from './signatures/stepSigning.js';
import { prepareDay, type StepFrame } from './stepLines.js';
import { batchName } from './steps.js';
import { warningOf } from './warningOf.js';

/** One candidate of many, as the reviewer saw it. */
export interface DecideItem {
  readonly candidate: string;
  /** Of the text that was shown. */
  readonly fingerprint: string;
  /** The last decision that was shown; null: none. */
  readonly on: string | null;
}

/** One verdict on many candidates. */
export interface DecideManyRequest {
  /** What the candidates were named by; stands in the step's name behind "reject of 37 candidates, ". */
  readonly from?: string;
  readonly action: Extract<DecisionAction, 'accept' | 'reject' | 'flag' | 'reopen'>;
  readonly reviewer: Reviewer;
  readonly reason?: string;
  readonly reasonCode?: string;
  readonly checklist?: Checklist;
  /** Also where somebody else has reserved it. */
  readonly force?: boolean;
  readonly items: readonly DecideItem[];
}

export interface DecidedItem {
  readonly candidate: string;
  readonly status: ReviewStatus;
  /** Hash of the decision. */
  readonly on: string;
}

export interface DecidedMany {
  /** Name of the step; undefined when nothing was decided. */
  readonly step: string | undefined;
  readonly decided: readonly DecidedItem[];
  readonly refused: readonly RefusedItem[];
  /** What did not work beside it. */
  readonly warning?: string;
}

type Context = Omit<JobContext, 'progress'>;
type Entry = Readonly<Record<string, unknown>> & { readonly candidate: string };

/**
 * Decides on many candidates under one lock, as one step that is undone at once. Each is compare-and-set and
 * obeys what a single decision obeys; one that cannot be decided stops none of the others. Each journal gets its
 * lines in one write, flushed before this resolves.
 *
 * @throws CodelumiError `wrong-usage`, `locked`; then nothing was written. JobCancelled: as well.
 */
export async function decideMany(
  context: Context,
  request: DecideManyRequest,
  reader: ReviewReader = filesReader(context),
): Promise<DecidedMany> {
  if (request.items.length === 0)
    throw wrongUsage('No candidates were named', 'Choose some and try again.');
  const config = await readConfig(context.files);
  requireKnownReason(request.reasonCode, config);
  const signing = await beginSigning(context, request.reviewer);
  return withWorkspaceLock(
    context,
    `decide on ${request.items.length} candidates`,
    async (lock) => {
      const plan = await planned(context, request, reader);
      const ids = [...plan.entries.values()].flat().map(({ candidate }) => candidate);
      const name = stepName(request, ids, config);
      const frame: StepFrame = {
        writer: await writerOf(context),
        at: context.clock.now().toISOString(),
        batch: { id: context.processes.randomId(), name, count: Math.max(ids.length, 1) },
        signing,
        proofsOf: (id) => plan.proofs.get(id) ?? [],
      };
      const written = await writeDays(context, plan, frame, reader, lock);
      const decided = written.lines.map(({ candidate, hash }) => ({
        candidate,
        status: STATUS_AFTER[request.action] ?? 'pending',
        on: hash,
      }));
      const late = await checkpointIfDue(context, frame.writer, written.lines);
      const after = await afterDecisions(
        context,
        reader,
        decided.map(({ candidate }) => candidate),
        request.action === 'accept',
      );
      const warning = warningOf(...written.unsigned, after, late);
      return {
        step: decided.length === 0 ? undefined : name,
        decided,
        refused: [...plan.refused, ...written.refused],
        ...(warning === undefined ? {} : { warning }),
      };
    },
  );
}

/** What somebody typed into a filter may be private; a journal cannot be cleaned afterwards. */
function stepName(
  { action, from }: DecideManyRequest,
  ids: readonly string[],
  { screening }: Config,
): string {
  const what = batchName(action, ids);
  return from === undefined ? what : `${what}, ${maskPrivate(from, screening)}`;
}

interface Written {
  readonly days: string[];
  readonly lines: { readonly candidate: string; readonly hash: string; readonly seq: number }[];
  readonly refused: RefusedItem[];
  /** Why some of it could not be signed. */
  readonly unsigned: (string | undefined)[];
}

/** A day whose journal cannot be written is refused; the other days are no worse for it. */
async function writeDays(
  context: Context,
  { entries: byDate }: Plan,
  frame: StepFrame,
  reader: ReviewReader,
  lock: HeldLock,
): Promise<Written> {
  const written: Written = { days: [], lines: [], refused: [], unsigned: [] };
  for (const [day, entries] of byDate) {
    try {
      const { lines, append } = await prepareDay(context, day, entries, frame, reader);
      await lock.confirm();
      written.unsigned.push(await append());
      written.days.push(day);
      for (const [index, { candidate }] of entries.entries())
        written.lines.push({ candidate, hash: '', seq: 0, ...lines[index] });
    } catch (error) {
      for (const { candidate } of entries) written.refused.push(refusedItem(candidate, error));
    }
  }
  return written;
}

interface Plan {
  readonly entries: ReadonlyMap<string, readonly Entry[]>;
  readonly refused: readonly RefusedItem[];
  /** The log lines behind each candidate. */
  readonly proofs: ReadonlyMap<string, readonly Proof[]>;
}

async function planned(
  context: Context,
  request: DecideManyRequest,
  reader: ReviewReader,
): Promise<Plan> {
  const items = new Map(request.items.map((item) => [item.candidate, item]));
  const refused: RefusedItem[] = [];
  for (const id of items.keys()) {
    if (isCandidateId(id)) continue;
    items.delete(id);
    const error = wrongUsage(
      `"${id}" is no candidate's id`,
      'Ids look like candidate-20260124-0001.',
    );
    refused.push(refusedItem(id, error));
  }
  const findings = await findingsBy(context, request.action);
  const entries = new Map<string, Entry[]>();
  const proofs = new Map<string, readonly Proof[]>();
  const { review } = await readConfig(context.files);
  const viewing = { me: request.reviewer, policy: review };
  for (const [day, ids] of byDay(items.keys())) {
    const ofDay: Entry[] = [];
    const claims = (await reader.claims(day)).of;
    for await (const found of statesOn(reader, day, ids, viewing)) {
      throwIfCancelled(context.signal);
      const item = items.get(found.id);
      if (item === undefined) continue;
      try {
        const { reservation } = claimStateOf(claims.get(found.id) ?? [], historyOf(found));
        const act = { ...request, candidate: found.id };
        requireNotReserved(act, reservation, context.clock.now());
        ofDay.push(entryFor(found, item, request, findings));
        keepProofs(found, proofs);
      } catch (error) {
        refused.push(refusedItem(found.id, error));
      }
    }
    if (ofDay.length > 0) entries.set(day, ofDay);
  }
  return { entries, refused, proofs };
}

function historyOf(found: Found): ReviewState['history'] {
  return 'state' in found ? found.state.history : [];
}

type FindingsOf = (candidate: Candidate, state: ReviewState) => readonly Finding[];

/** Screening is asked only where its word counts; what was erased is refused there. */
async function findingsBy(
  context: Context,
  action: DecideManyRequest['action'],
): Promise<FindingsOf> {
  if (action !== 'accept') return () => [];
  const { screening } = await readConfig(context.files);
  const evaluation = await readEvaluationContext(context);
  const requireNotErased = await erasedTextCheck(context);
  return (candidate, state) => {
    requireNotErased(candidate.id, state.text);
    return currentFindings(candidate, state, evaluation, screening);
  };
}

function entryFor(
  found: Found,
  item: DecideItem,
  { action, reviewer, reason, reasonCode, checklist }: DecideManyRequest,
  findings: FindingsOf,
): Entry {
  if ('error' in found) throw found.error;
  const { candidate, state } = found;
  const { id } = candidate;
  requireUnchanged(item, state);
  const act = { candidate: id, action, reviewer, ...(reason === undefined ? {} : { reason }) };
  requireSense(act, state);
  if (action === 'accept')
    requireAcceptable(
      { candidate: id, ...(checklist && { checklist }) },
      findings(candidate, state),
    );
  return {
    reviewer,
    action,
    candidate: id,
    fingerprint: item.fingerprint,
    ...state.onto,
    ...(state.isBlind === true ? { blind: true } : {}),
    reason,
    reason_code: reasonCode,
    checklist,
  };
}
