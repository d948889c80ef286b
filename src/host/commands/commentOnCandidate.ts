import { l10n, window } from 'vscode';
import { readConfig } from '../../core/workspace/config.js';
import { printableLine } from '../../shared/printable.js';
import { commentFault } from '../review/commentFault.js';
import type { CurrentCandidate } from '../review/currentCandidate.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';
import { maskedQuestion, QUESTION_LENGTH } from './decideOnCandidate.js';

/** Says something about a candidate. Where the panel has the focus its field opens; elsewhere it is asked for here. */
export async function commentOnCandidate(
  target: unknown,
  current: CurrentCandidate,
  desk: ReviewDesk,
): Promise<void> {
  const id = current.idFor(target);
  if (id === undefined) return current.perform('comment');
  const { screening } = await readConfig(filesOfWorkspace(requireTrustedRoot()));
  const review = await desk.read(id);
  const reason = await window.showInputBox({
    title: l10n.t('Comment: {0}', printableLine(await maskedQuestion(review), QUESTION_LENGTH)),
    prompt: l10n.t('Kept with your name in the journal of decisions, for ever.'),
    ignoreFocusOut: true,
    validateInput: (text) => (text === '' ? undefined : commentFault(text, screening)),
  });
  if (reason === undefined || reason.trim() === '') return;
  const { fingerprint, lastHash: on } = review.state;
  await desk.decide({ candidate: id, action: 'comment', fingerprint, on, reason: reason.trim() });
}
