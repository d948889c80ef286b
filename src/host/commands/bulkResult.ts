import { commands, l10n, ProgressLocation, window } from 'vscode';
import type { BulkVerdict } from '../../core/review/bulkVerdict.js';
import type { DecidedMany } from '../../core/review/decideMany.js';
import type { RefusedItem } from '../../core/review/refusedItem.js';
import { COMMANDS } from '../../shared/ids.js';
import { printableLine } from '../../shared/printable.js';
import { plainMessage } from '../plainMessage.js';
import type { DeskManyRequest, ReviewDesk } from '../review/reviewDesk.js';
import { VERBS } from './askForDecision.js';
import { countOf, LINE_LENGTH } from './bulkConfirmation.js';

export const DONE = {
  accept: l10n.t('Accepted'),
  reject: l10n.t('Rejected'),
  flag: l10n.t('Flagged'),
  reopen: l10n.t('Reopened'),
} as const satisfies Readonly<Record<BulkVerdict, string>>;

const SHOW_REFUSED = l10n.t('Show Refused');

/** Thousands take a while: the status bar says so meanwhile. */
export async function decideBulk(request: DeskManyRequest, desk: ReviewDesk): Promise<DecidedMany> {
  const title = `${VERBS[request.action]} ${countOf(request.items.length)}…`;
  return window.withProgress({ location: ProgressLocation.Window, title }, () =>
    desk.decideMany(request),
  );
}

/** What came of it, in a sentence: "Rejected 35 candidates. 2 were refused." */
export function bulkWords(action: BulkVerdict, { decided, refused }: DecidedMany): string {
  const done = `${DONE[action]} ${countOf(decided.length)}.`;
  if (refused.length === 0) return done;
  return refused.length === 1
    ? l10n.t('{0} 1 was refused.', done)
    : l10n.t('{0} {1} were refused.', done, refused.length.toLocaleString('en'));
}

/**
 * Tells the reviewer, and lists what was refused where they ask for it.
 * @param isSaid whether what was done is said elsewhere already
 */
export function tellDecided(action: BulkVerdict, result: DecidedMany, isSaid = false): void {
  const { refused } = result;
  const done = bulkWords(action, result);
  const [first] = refused;
  if (first === undefined) {
    if (!isSaid) window.showInformationMessage(done);
    return;
  }
  // Not awaited: the command is over, the message stays.
  void window
    .showWarningMessage(
      plainMessage(l10n.t('{0} The first: {1}', done, first.message)),
      SHOW_REFUSED,
    )
    .then((answer) => (answer === SHOW_REFUSED ? showRefused(refused) : undefined));
}

/** Each with why; choosing one opens it. */
async function showRefused(refused: readonly RefusedItem[]): Promise<void> {
  const rows = refused.map(({ candidate, message }) => ({
    label: printableLine(candidate, LINE_LENGTH),
    detail: plainMessage(message),
    candidate,
  }));
  const chosen = await window.showQuickPick(rows, {
    title: l10n.t('{0} refused', refused.length),
    placeHolder: l10n.t('Choose one to open it'),
    matchOnDetail: true,
  });
  if (chosen !== undefined) await commands.executeCommand(COMMANDS.openReview, chosen.candidate);
}
