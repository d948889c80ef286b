import { l10n, window } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import type { BulkVerdict } from '../../core/review/bulkVerdict.js';
import type { Decided } from '../../core/review/decide.js';
import { secretMaskOf } from '../../core/review/maskedReview.js';
import type { ReviewState } from '../../core/review/reviewState.js';
import { readConfig } from '../../core/workspace/config.js';
import type { PanelAction } from '../../shared/panelProtocol.js';
import { printableLine } from '../../shared/printable.js';
import { plainMessage } from '../plainMessage.js';
import type { CurrentCandidate } from '../review/currentCandidate.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';
import { requireRoot } from '../workspace/workspaceFolder.js';
import { type Answers, askChecklist, askWhy } from './askForDecision.js';
import { askResolution } from './askResolution.js';

/** Of a question in the title of a dialog, in characters. */
export const QUESTION_LENGTH = 80;

const ALL_THE_SAME = l10n.t('Decide All the Same');

/**
 * Accept, reject, flag or reopen from the tree or the palette. Where the panel has the focus it does
 * the same as its own key; elsewhere what a decision needs is asked for here.
 *
 * @param inPanel what the panel does instead, where that is not the same
 */
export async function decideOnCandidate(
  action: BulkVerdict,
  target: unknown,
  current: CurrentCandidate,
  desk: ReviewDesk,
  inPanel: PanelAction = action,
): Promise<void> {
  const id = current.idFor(target);
  if (id === undefined) return current.perform(inPanel);
  const review = await desk.read(id);
  const { state } = review;
  const question = printableLine(await maskedQuestion(review), QUESTION_LENGTH);
  const answers =
    action === 'accept'
      ? await askAcceptance(question, review, desk)
      : await askWhy(action, question, reasonFor(action, state));
  if (answers === undefined) return;
  const { fingerprint, lastHash: on } = state;
  const request = { candidate: id, action, fingerprint, on, ...answers };
  try {
    await desk.decide(request);
  } catch (error) {
    if (!(error instanceof CodelumiError) || error.reason !== 'reserved') throw error;
    const message = plainMessage(error.details.what);
    const answer = await window.showWarningMessage(`${message}.`, { modal: true }, ALL_THE_SAME);
    if (answer === ALL_THE_SAME) await desk.decide({ ...request, force: true });
  }
}

/** The question with masks where secrets stand: dialogs are seen by whoever looks over a shoulder. */
export async function maskedQuestion(review: Decided): Promise<string> {
  const { screening } = await readConfig(filesOfWorkspace(requireRoot()));
  return secretMaskOf(review, screening).mask(review.state.text).text.query;
}

/** Beside what it resembles, also what becomes of both. */
async function askAcceptance(
  question: string,
  review: Decided,
  desk: ReviewDesk,
): Promise<Answers | undefined> {
  const checklist = await askChecklist(question);
  // What becomes of it beside another entry was chosen when it was accepted first.
  if (checklist === undefined || review.state.status === 'accepted') return checklist;
  const resolution = await askResolution(question, review, desk);
  return resolution === undefined ? undefined : { ...checklist, resolution };
}

/** Screening's verdict is overruled by somebody who says why. */
function isRejectedByScreening({ status, decidedBy }: ReviewState): boolean {
  return status === 'rejected' && decidedBy === undefined;
}

function reasonFor(action: BulkVerdict, state: ReviewState): { prompt: string; isNeeded: boolean } {
  const isNeeded = action === 'reopen' && isRejectedByScreening(state);
  const prompt = isNeeded
    ? l10n.t('Screening rejected it. Why is it worth learning all the same?')
    : l10n.t('Why? (may be left empty)');
  return { prompt, isNeeded };
}
