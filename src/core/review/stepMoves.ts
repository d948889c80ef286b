import { wrongUsage } from '../errors.js';
import type { JobContext } from '../job.js';
import type { Candidate, Finding } from '../records/candidate.js';
import type { Reviewer } from '../records/decision.js';
import { readEvaluationContext } from '../screening/context/screeningContext.js';
import { readConfig } from '../workspace/config.js';
import { currentFindings } from './currentFindings.js';
import type { Found } from './dayStates.js';
import { changed, requireAcceptable, requireSense } from './decisionChecks.js';
import type { JournalledDecision } from './decisionJournals.js';
import { erasedTextCheck } from './erasedText.js';
import { decisive, standing } from './lineage.js';
import { type ReviewState, type ReviewStatus, reviewStateOf } from './reviewState.js';

type Context = Pick<JobContext, 'files' | 'signal'>;
type Entry = Readonly<Record<string, unknown>>;

/** The hash of a line that is only thought of. */
const NOT_WRITTEN = '';

/** A line to be written, and what the candidate is after it. */
export interface Line {
  readonly line: Entry;
  readonly status: ReviewStatus;
}

/**
 * Takes one decision back.
 * @throws CodelumiError `changed-meanwhile` when somebody else decided on the candidate since, `invalid-input`
 */
export function undoLine(entry: JournalledDecision, found: Found): Line {
  const { candidate, seq } = entry.decision;
  // What was decided about a candidate that is gone can be taken back all the same.
  if ('error' in found && found.error.reason !== 'not-found') throw found.error;
  const known = 'error' in found ? undefined : found;
  const history = known?.state.history ?? [];
  requireNobodyElse(candidate, entry, history);
  const onto = known?.state.onto ?? { on: entry.decision.hash };
  const undo = {
    ...entry,
    decision: { ...entry.decision, ...onto, action: 'undo', undoes: seq, hash: NOT_WRITTEN },
  } as const;
  const after = known && reviewStateOf(known.candidate, [...history, undo]);
  return {
    status: after?.status ?? 'pending',
    line: {
      action: 'undo',
      candidate,
      fingerprint: known?.state.fingerprint ?? entry.decision.fingerprint,
      ...onto,
      undoes: seq,
    },
  };
}

type FindingsOf = (candidate: Candidate, state: ReviewState) => readonly Finding[];

/**
 * A way to make decisions anew that were taken back, as the rules and evaluation sets are now.
 * It throws as `undoLine` does, and `checks-missing`, `not-found`, `wrong-usage`.
 */
export async function redoLineIn(
  context: Context,
  reviewer: Reviewer,
): Promise<(entry: JournalledDecision, found: Found) => Line> {
  const { screening } = await readConfig(context.files);
  const evaluation = await readEvaluationContext(context);
  const requireNotErased = await erasedTextCheck(context);
  const findings: FindingsOf = (candidate, state) => {
    requireNotErased(candidate.id, state.text);
    return currentFindings(candidate, state, evaluation, screening);
  };
  return (entry, found) => redoLine(entry, found, reviewer, findings);
}

function redoLine(
  entry: JournalledDecision,
  found: Found,
  reviewer: Reviewer,
  findings: FindingsOf,
): Line {
  if ('error' in found) throw found.error;
  const { candidate, state } = found;
  const { history, fingerprint, onto } = state;
  const { decision, writer } = entry;
  const undo = history.findLast(
    (each) => each.writer === writer && each.decision.undoes === decision.seq,
  );
  requireNobodyElse(decision.candidate, undo ?? entry, history);
  const { action, reason, reason_code, checklist, resolution, before, after } = decision;
  if (action === 'undo') throw wrongUsage('An undo cannot be made anew', 'Undo the step instead.');
  if (fingerprint !== decision.fingerprint && action !== 'comment')
    throw changed(decision.candidate, 'its text is another');
  requireSense({ candidate: candidate.id, action, reviewer, reason, resolution, after }, state);
  if (action === 'accept')
    requireAcceptable({ candidate: candidate.id, checklist }, findings(candidate, state));
  const line = { action, candidate: candidate.id, fingerprint, ...onto, reason, reason_code };
  const redo = {
    ...entry,
    decision: { ...decision, ...onto, reviewer, seq: 0, hash: NOT_WRITTEN },
  };
  return {
    line: { ...line, checklist, resolution, before, after, redoes: decision.seq },
    status: reviewStateOf(candidate, [...history, redo]).status,
  };
}

/** What is built on a decision by somebody else would fall with it. */
function requireNobodyElse(
  candidate: string,
  entry: JournalledDecision,
  history: readonly JournalledDecision[],
): void {
  const { writer, decision } = entry;
  const at = history.findIndex(
    (each) => each.writer === writer && each.decision.seq === decision.seq,
  );
  const since = new Set(decisive(history.slice(at + 1)));
  const other = standing(history).findLast((each) => since.has(each) && each.writer !== writer);
  if (other === undefined) return;
  const { reviewer, action, at: when } = other.decision;
  throw changed(candidate, `${reviewer.name} recorded "${action}" at ${when}`);
}
