import { CodelumiError, type ErrorReason, throwIfCancelled, wrongUsage } from '../../errors.js';
import type { Job, JobContext } from '../../job.js';
import type { CandidateText } from '../../records/candidate.js';
import type { DecisionAction, Reviewer } from '../../records/decision.js';
import type { EvaluationContext } from '../../screening/context/evaluationContext.js';
import { readEvaluationContext } from '../../screening/context/screeningContext.js';
import { readConfig } from '../../workspace/config.js';
import { currentFindings } from '../currentFindings.js';
import { type Decided, type DecisionRequest, decide, readReview } from '../decide.js';
import { requireAcceptable, requireUnchanged } from '../decisionChecks.js';
import { erasedTextCheck } from '../erasedText.js';
import { secretMaskOf } from '../maskedReview.js';
import { ReviewIndex } from '../reviewIndex.js';
import { filesReader, type ReviewReader } from '../reviewReader.js';
import type { ReviewStatus } from '../reviewState.js';
import { readReviewFile } from './readReviewFile.js';
import type { FilledItem } from './reviewFile.js';
import { isSameShown, isShownAsItIs, shownDigest, shownText } from './shownText.js';

export interface ImportInput {
  /** Relative to the workspace. */
  readonly file: string;
  /** Whose decisions these become: whoever reads the file in stands for what it says. */
  readonly reviewer: Reviewer;
}

export interface ImportedItem {
  readonly candidate: string;
  readonly actions: readonly DecisionAction[];
  readonly status: ReviewStatus;
}

export interface RefusedImport {
  /** undefined: the line that names it was damaged. */
  readonly candidate: string | undefined;
  /** In the file, from 1. */
  readonly line: number;
  readonly reason: ErrorReason;
  readonly message: string;
}

export interface ImportedReview {
  readonly file: string;
  readonly decided: readonly ImportedItem[];
  readonly refused: readonly RefusedImport[];
  /** Nothing was ticked or changed. */
  readonly undecided: number;
  readonly warnings: readonly string[];
}

/** No review file is longer; a person could not tick it. */
const MOST_BYTES = 32 * 1024 * 1024;
/** For fewer, reading the queue into memory does not pay. */
const FEW = 10;

/**
 * Makes decisions of what people ticked and wrote in a review file. Each is compare-and-set against what was shown
 * there and obeys what every decision obeys; one that is refused stops none of the others.
 *
 * @throws CodelumiError `not-found`, `invalid-input` where it is no review file, `locked`
 */
export const importReviewFile: Job<ImportInput, ImportedReview> = async (
  { file, reviewer },
  context,
) => {
  const filled = readReviewFile(await textOf(context, file));
  if (filled === undefined) throw noReviewFile(file);
  const refused: RefusedImport[] = filled.faults.map((fault) => ({
    ...fault,
    reason: 'invalid-input',
  }));
  const reader = await readerFor(context, filled.items.length);
  const evaluation = await readEvaluationContext(context);
  const decided: ImportedItem[] = [];
  const warnings = new Set<string>();
  let undecided = 0;
  for (const [done, item] of filled.items.entries()) {
    throwIfCancelled(context.signal);
    context.progress({ message: 'Deciding', done, total: filled.items.length });
    const { candidate } = item.key;
    try {
      const { actions, last } = await decideItem({ context, reader, evaluation, reviewer }, item);
      if (last?.warning !== undefined) warnings.add(last.warning);
      if (last === undefined) undecided += 1;
      else decided.push({ candidate, actions, status: last.state.status });
    } catch (error) {
      if (!(error instanceof CodelumiError) || error.reason === 'locked') throw error;
      const { reason, message } = error;
      refused.push({ candidate, line: item.line, reason, message });
    }
  }
  refused.sort((a, b) => a.line - b.line);
  return { file, decided, refused, undecided, warnings: [...warnings] };
};

interface World {
  readonly context: JobContext;
  readonly reader: ReviewReader;
  readonly evaluation: EvaluationContext;
  readonly reviewer: Reviewer;
}

interface Done {
  readonly actions: readonly DecisionAction[];
  /** undefined: nothing was to be done. */
  readonly last: Decided | undefined;
}

/** An edit and a verdict are two decisions, and neither is made where the verdict could not be. */
async function decideItem(world: World, item: FilledItem): Promise<Done> {
  const { context, reader, evaluation, reviewer } = world;
  const { key, verdict, checklist, reason } = item;
  const current = await readReview(context, key.candidate, reader);
  const { screening } = await readConfig(context.files);
  const isStale = current.state.fingerprint !== key.fingerprint;
  // What was shown there can be told in full only while the text is the one it was made from.
  const after = isStale ? undefined : editedText(current, item, screening);
  const isTouched = isStale ? shownDigest(item.text) !== key.shown : after !== undefined;
  if (verdict === undefined && !isTouched && reason === '') return { actions: [], last: undefined };
  requireUnchanged(key, current.state);
  if (verdict === undefined && reason !== '') throw reasonAlone(key.candidate);
  if (verdict === 'accept') {
    const text = after ?? current.state.text;
    (await erasedTextCheck(context))(key.candidate, text);
    const findings = currentFindings(
      current.candidate,
      { ...current.state, text },
      evaluation,
      screening,
    );
    requireAcceptable({ candidate: key.candidate, checklist }, findings);
  }
  const actions: DecisionAction[] = [];
  let last: Decided | undefined;
  const act = async (wish: Pick<DecisionRequest, 'action'> & Partial<DecisionRequest>) => {
    const seen =
      last === undefined ? key : { fingerprint: last.state.fingerprint, on: last.state.lastHash };
    const { fingerprint, on } = seen;
    const { candidate } = key;
    last = await decide(context, { candidate, reviewer, fingerprint, on, ...wish }, reader);
    actions.push(wish.action);
  };
  if (after !== undefined) await act({ action: 'edit', after });
  if (verdict !== undefined)
    await act({
      action: verdict,
      ...(reason === '' ? {} : { reason }),
      ...(verdict === 'accept' ? { checklist } : {}),
    });
  return { actions, last };
}

/**
 * The text as it is to be; undefined where nobody changed what was shown.
 * @throws CodelumiError `wrong-usage` where a file cannot say how it is to be, or a mask was damaged
 */
function editedText(
  { candidate, state, findings }: Decided,
  { text }: FilledItem,
  screening: Parameters<typeof secretMaskOf>[1],
): CandidateText | undefined {
  const mask = secretMaskOf({ candidate, state }, screening);
  const shown = mask.mask(state.text, findings).text;
  const isSame = (field: keyof CandidateText) => isSameShown(text[field], shownText(shown[field]));
  const edited = (['query', 'assistant_output'] as const).filter((field) => !isSame(field));
  if (edited.length === 0) return undefined;
  if (edited.some((field) => !isShownAsItIs(shown[field])))
    throw wrongUsage(
      `${candidate.id} holds characters that no file shows, so it cannot be edited in one`,
      'Edit it in the review panel, or with codelumi review edit.',
    );
  const after = mask.unmask(text);
  return {
    query: edited.includes('query') ? after.query : state.text.query,
    assistant_output: edited.includes('assistant_output')
      ? after.assistant_output
      : state.text.assistant_output,
  };
}

function reasonAlone(candidate: string): CodelumiError {
  return wrongUsage(
    `${candidate} has a reason and no tick`,
    'Tick Accept, Reject or Flag, or take the reason out.',
  );
}

async function readerFor(context: JobContext, items: number): Promise<ReviewReader> {
  if (items <= FEW) return filesReader(context);
  const index = new ReviewIndex(context);
  await index.refresh();
  return index;
}

async function textOf({ files }: JobContext, file: string): Promise<string> {
  const stat = await files.stat(file);
  if (stat === undefined)
    throw new CodelumiError({
      reason: 'not-found',
      what: 'There is no such file',
      place: { file },
      remedy: 'Name a review file, such as training/staging/review_2026-01-24.md.',
    });
  if (stat.kind !== 'file' || stat.size > MOST_BYTES) throw noReviewFile(file);
  return Buffer.from(await files.read(file)).toString('utf8');
}

function noReviewFile(file: string): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: 'This is no review file, or its first line was changed',
    place: { file, line: 1 },
    remedy: 'Export it again (codelumi review export), and leave its first line as it is.',
  });
}
