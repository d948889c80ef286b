import { type QuickPickItem, window } from 'vscode';
import { type Checklist, checklistOf } from '../../core/records/decision.js';
import type { Decided } from '../../core/review/decide.js';
import { secretMaskOf } from '../../core/review/maskedReview.js';
import type { ReviewState } from '../../core/review/reviewState.js';
import { readConfig } from '../../core/workspace/config.js';
import { printableLine } from '../../shared/printable.js';
import { CHECKLIST } from '../../shared/words.js';
import type { CurrentCandidate } from '../review/currentCandidate.js';
import type { DeskRequest, ReviewDesk } from '../review/reviewDesk.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';
import { requireRoot } from '../workspace/workspaceFolder.js';

type Action = 'accept' | 'reject' | 'flag' | 'reopen';
type Answers = Pick<DeskRequest, 'checklist' | 'reason'>;

const QUESTION_LENGTH = 80;

/**
 * Accept, reject, flag or reopen from the tree or the palette. Where the panel has the focus it does
 * the same as its own key; elsewhere what a decision needs is asked for here.
 */
export async function decideOnCandidate(
  action: Action,
  target: unknown,
  current: CurrentCandidate,
  desk: ReviewDesk,
): Promise<void> {
  const id = current.idFor(target);
  if (id === undefined) return current.perform(action);
  const review = await desk.read(id);
  const { state } = review;
  const question = printableLine(await maskedQuestion(review), QUESTION_LENGTH);
  const answers =
    action === 'accept'
      ? await askChecklist(question)
      : await askReason(action, question, action === 'reopen' && isRejectedByScreening(state));
  if (answers === undefined) return;
  const { fingerprint, lastHash: on } = state;
  await desk.decide({ candidate: id, action, fingerprint, on, ...answers });
}

/** The question with masks where secrets stand: dialogs are seen by whoever looks over a shoulder. */
async function maskedQuestion(review: Decided): Promise<string> {
  const { screening } = await readConfig(filesOfWorkspace(requireRoot()));
  return secretMaskOf(review, screening).mask(review.state.text).text.query;
}

/** Takes back this clone's latest decision on the current candidate. */
export async function undoOnCandidate(
  target: unknown,
  current: CurrentCandidate,
  desk: ReviewDesk,
): Promise<void> {
  const id = current.idFor(target);
  if (id === undefined) return current.perform('undo');
  const { state } = await desk.read(id);
  await desk.undo(id, state.lastHash);
}

async function askChecklist(question: string): Promise<Answers | undefined> {
  const items = CHECKLIST.map(({ item, label }): QuickPickItem & { item: keyof Checklist } => ({
    item,
    label,
  }));
  const picked = await window.showQuickPick(items, {
    canPickMany: true,
    title: `Accept: ${question}`,
    placeHolder: 'Tick what you have checked; accepting needs all four',
    ignoreFocusOut: true,
  });
  if (picked === undefined) return undefined;
  return { checklist: checklistOf(picked.map(({ item }) => item)) };
}

/** Screening's verdict is overruled by somebody who says why. */
function isRejectedByScreening({ status, decidedBy }: ReviewState): boolean {
  return status === 'rejected' && decidedBy === undefined;
}

async function askReason(
  action: Action,
  question: string,
  isNeeded: boolean,
): Promise<Answers | undefined> {
  const verb = { accept: 'Accept', reject: 'Reject', flag: 'Flag', reopen: 'Reopen' }[action];
  const reason = await window.showInputBox({
    title: `${verb}: ${question}`,
    prompt: isNeeded
      ? 'Screening rejected it. Why is it worth learning all the same?'
      : 'Why? (may be left empty)',
    validateInput: (reason) =>
      isNeeded && reason.trim() === '' ? 'Say why, or press Escape.' : undefined,
    ignoreFocusOut: true,
  });
  if (reason === undefined) return undefined;
  return reason.trim() === '' ? {} : { reason: reason.trim() };
}
