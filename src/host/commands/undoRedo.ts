import { window } from 'vscode';
import type { StepDone } from '../../core/review/undoRedo.js';
import { plainMessage } from '../plainMessage.js';
import { idIn } from '../review/candidateIn.js';
import type { CurrentCandidate } from '../review/currentCandidate.js';
import type { ReviewDesk } from '../review/reviewDesk.js';

/**
 * Takes back this clone's last step; called on a candidate, this clone's latest decision on that one. Where the
 * panel has the focus it does so itself, and shows what it was about.
 */
export async function undoStep(
  target: unknown,
  current: CurrentCandidate,
  desk: ReviewDesk,
): Promise<void> {
  const id = idIn(target);
  if (id !== undefined) {
    const { state } = await desk.read(id);
    await desk.undo(id, state.lastHash);
    return;
  }
  if (current.isPanel) return current.perform('undo');
  tell('Undid', await desk.undoStep());
}

/** Makes the step anew that was taken back last. */
export async function redoStep(current: CurrentCandidate, desk: ReviewDesk): Promise<void> {
  if (current.isPanel) return current.perform('redo');
  tell('Redid', await desk.redoStep());
}

/** Not awaited: the message stays until it is closed, the command is over. */
function tell(word: string, { name }: StepDone): void {
  void window.showInformationMessage(plainMessage(`${word}: ${name}.`));
}
