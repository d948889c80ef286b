import { l10n, window } from 'vscode';
import type { CurrentCandidate } from '../review/currentCandidate.js';
import type { ReviewDesk } from '../review/reviewDesk.js';

/** Puts a candidate behind the others that wait, or back in its place. Nothing is decided, nothing is written. */
export async function skipCandidate(
  target: unknown,
  current: CurrentCandidate,
  desk: ReviewDesk,
): Promise<void> {
  const id = current.idFor(target);
  if (id === undefined) return current.perform('skip');
  const { isSkipped } = await desk.skip(id);
  const where = isSkipped
    ? l10n.t('behind the others until this window closes')
    : l10n.t('back in its place');
  void window.showInformationMessage(l10n.t('{0} is {1}.', id, where));
}
