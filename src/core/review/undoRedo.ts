import { CodelumiError, wrongUsage } from '../errors.js';
import type { JobContext } from '../job.js';
import { addToGroup } from '../records/addToGroup.js';
import { dayOfCandidate } from '../records/candidate.js';
import type { DecisionAction, Reviewer } from '../records/decision.js';
import { withWorkspaceLock } from '../workspace/lock.js';
import { knownWriter, writerOf } from '../workspace/writer.js';
import { afterDecisions } from './afterDecisions.js';
import { byDay, keepProofs, statesOn } from './dayStates.js';
import { requireResolvable } from './resolvable.js';
import { filesReader, type ReviewReader } from './reviewReader.js';
import type { ReviewStatus } from './reviewState.js';
import type { Proof } from './signatures/reviewStatement.js';
import { beginSigning } from './signatures/stepSigning.js';
import { writeStep } from './stepLines.js';
import { redoLineIn, undoLine } from './stepMoves.js';
import { readSteps, type Step, type Steps } from './steps.js';
import { warningOf } from './warningOf.js';

export interface StepRequest {
  readonly reviewer: Reviewer;
  /** Only what was done about this candidate; left out: the whole last step. */
  readonly candidate?: string;
}

/** What was taken back or made anew. */
export interface StepDone {
  readonly name: string;
  readonly action: DecisionAction;
  /** Each as it stands now. */
  readonly candidates: readonly { readonly id: string; readonly status: ReviewStatus }[];
  /** What did not work beside it. */
  readonly warning?: string;
}

/** What undo and redo would do now, in words. */
export interface StepsNow {
  readonly undo: string | undefined;
  readonly redo: string | undefined;
}

type Context = Omit<JobContext, 'progress'>;
type Direction = 'undo' | 'redo';
type Entry = Readonly<Record<string, unknown>>;

/**
 * Takes back this clone's last step that still stands, as one step: all of it, or nothing where a candidate
 * was decided on by somebody else since.
 *
 * @throws CodelumiError `wrong-usage` when there is none, `changed-meanwhile`, `locked`, `not-writable`,
 *   `invalid-input`; in each case nothing was written.
 */
export function undoStep(
  context: Context,
  request: StepRequest,
  reader: ReviewReader = filesReader(context),
): Promise<StepDone> {
  return move('undo', context, request, reader);
}

/**
 * Makes the step anew that was taken back last, if nothing else was done since. It has to be allowed now: what
 * keeps a candidate from being accepted keeps it from being accepted again.
 *
 * @throws CodelumiError as `undoStep`, and `checks-missing`
 */
export function redoStep(
  context: Context,
  request: StepRequest,
  reader: ReviewReader = filesReader(context),
): Promise<StepDone> {
  return move('redo', context, request, reader);
}

/** Writes nothing. */
export async function stepsNow(
  context: Pick<JobContext, 'files' | 'signal'>,
  reader: ReviewReader = filesReader(context),
): Promise<StepsNow> {
  const writer = await knownWriter(context);
  if (writer === undefined) return { undo: undefined, redo: undefined };
  const { done, undone } = await readSteps(context, writer, reader);
  return { undo: done.at(-1)?.name, redo: undone.at(-1)?.name };
}

async function move(
  direction: Direction,
  context: Context,
  request: StepRequest,
  reader: ReviewReader,
): Promise<StepDone> {
  const signing = await beginSigning(context, request.reviewer);
  return withWorkspaceLock(context, direction, async (lock) => {
    const writer = await writerOf(context);
    const step = lastStep(direction, await readSteps(context, writer, reader), request.candidate);
    const [first] = step?.decisions ?? [];
    if (step === undefined || first === undefined) throw nothingTo(direction, request.candidate);
    const { lines, candidates, proofs } = await planned(direction, context, step, request, reader);
    const count = step.decisions.length;
    const isOne = count === 1 && first.decision.batch === undefined;
    const batch = isOne ? undefined : { id: context.processes.randomId(), name: step.name, count };
    const at = context.clock.now().toISOString();
    const proofsOf = (id: string) => proofs.get(id) ?? [];
    const frame = { writer, at, batch, signing, proofsOf };
    const unsigned = await writeStep(context, lines, frame, reader, lock);
    const ids = candidates.map(({ id }) => id);
    const warning = warningOf(unsigned, await afterDecisions(context, reader, ids, true));
    const { name } = step;
    const { action } = first.decision;
    return { name, action, candidates, ...(warning === undefined ? {} : { warning }) };
  });
}

function lastStep(
  direction: Direction,
  { done, undone }: Steps,
  candidate: string | undefined,
): Step | undefined {
  const steps = direction === 'undo' ? done : undone;
  if (candidate === undefined) return steps.at(-1);
  for (const step of steps.toReversed()) {
    const decision = step.decisions.findLast((entry) => entry.decision.candidate === candidate);
    if (decision === undefined) continue;
    return { name: `${decision.decision.action} of ${candidate}`, decisions: [decision] };
  }
  return undefined;
}

interface Plan {
  readonly lines: ReadonlyMap<string, readonly Entry[]>;
  readonly candidates: StepDone['candidates'];
  /** The log lines behind each candidate that is there. */
  readonly proofs: ReadonlyMap<string, readonly Proof[]>;
}

async function planned(
  direction: Direction,
  context: Context,
  { decisions }: Step,
  { reviewer }: StepRequest,
  reader: ReviewReader,
): Promise<Plan> {
  const lines = new Map<string, Entry[]>();
  const candidates: { id: string; status: ReviewStatus }[] = [];
  const proofs = new Map<string, readonly Proof[]>();
  const refusals: CodelumiError[] = [];
  const entryOf = new Map(decisions.map((entry) => [entry.decision.candidate, entry]));
  const lineFor = direction === 'undo' ? undoLine : await redoLineIn(context, reviewer);
  for (const [day, ids] of byDay(entryOf.keys())) {
    for await (const found of statesOn(reader, day, ids)) {
      const entry = entryOf.get(found.id);
      if (entry === undefined) continue;
      try {
        // The other entry may be another by now, or gone.
        if (direction === 'redo') await requireResolvable(context, entry.decision, reader);
        const { line, status } = lineFor(entry, found);
        addToGroup(lines, dayOfCandidate(found.id), { reviewer, ...line });
        candidates.push({ id: found.id, status });
        keepProofs(found, proofs);
      } catch (error) {
        refusals.push(refusalIn(error));
      }
    }
  }
  const [first] = refusals;
  if (first !== undefined) throw refusedStep(direction, first, refusals.length);
  return { lines, candidates, proofs };
}

/** @throws whatever is no refusal */
function refusalIn(error: unknown): CodelumiError {
  if (error instanceof CodelumiError) return error;
  throw error;
}

function refusedStep(direction: Direction, first: CodelumiError, count: number): CodelumiError {
  const { reason, what, remedy, place } = first.details;
  const others = count === 1 ? '' : ` (and ${count - 1} more like it)`;
  return new CodelumiError({
    reason,
    what: `Nothing was ${direction === 'undo' ? 'undone' : 'redone'}: ${what}${others}`,
    remedy,
    ...(place === undefined ? {} : { place }),
  });
}

function nothingTo(direction: Direction, candidate: string | undefined): CodelumiError {
  const about = candidate === undefined ? '' : ` on ${candidate}`;
  return direction === 'undo'
    ? wrongUsage(
        `There is no decision${about} from this clone that could be undone`,
        'Use "reopen" to take up a candidate that somebody else decided on.',
      )
    : wrongUsage(
        `There is nothing${about} to redo`,
        'Only what was undone can be redone, and only until something else is done.',
      );
}
