import { l10n, window } from 'vscode';
import { type BulkVerdict, canGet } from '../../core/review/bulkVerdict.js';
import { printableLine } from '../../shared/printable.js';
import { plainMessage } from '../plainMessage.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import type { CandidatesTree } from '../tree/candidatesTree.js';
import { askForBulk, LINE_LENGTH } from './bulkConfirmation.js';
import { DONE, decideBulk, tellDecided } from './bulkResult.js';
import { severalCandidates } from './severalCandidates.js';

/**
 * One decision on everything ticked, selected or in a group, as one step. How many and which ones is shown first,
 * and exactly those that were shown are decided on: one that changes meanwhile is refused.
 */
export async function decideOnSeveral(
  action: BulkVerdict,
  target: unknown,
  others: unknown,
  tree: CandidatesTree,
  desk: ReviewDesk,
): Promise<void> {
  const { candidates, from, left } = await severalCandidates(target, others, tree, desk);
  const fitting = candidates.filter((each) => canGet(action, each));
  if (fitting.length === 0) {
    window.showInformationMessage(
      l10n.t(
        'None of the candidates ({0}) can be {1}.',
        plainMessage(from),
        DONE[action].toLowerCase(),
      ),
    );
    return;
  }
  // Before anybody is asked: what changes from here on is not what was shown.
  const { items, refused: unreadable } = await desk.decideItems(fitting.map(({ id }) => id));
  const unfit = candidates.length - fitting.length;
  const answers = await askForBulk({
    action,
    count: fitting.length,
    first: fitting,
    notes: [
      l10n.t('From: {0}. It is one step, which undo takes back.', printableLine(from, LINE_LENGTH)),
      ...(unfit > 0
        ? [l10n.t('{0} more are left as they are: their status does not fit.', unfit)]
        : []),
      ...(left > 0
        ? [l10n.t('{0} more are left for another time.', left.toLocaleString('en'))]
        : []),
    ],
  });
  if (answers === undefined) return;
  const result = await decideBulk({ action, from, items, ...answers }, desk);
  tree.uncheck(result.decided.map(({ candidate }) => candidate));
  tellDecided(action, { ...result, refused: [...unreadable, ...result.refused] });
}
