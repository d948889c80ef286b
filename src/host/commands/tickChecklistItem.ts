import { l10n, window } from 'vscode';
import { CHECKLIST } from '../../shared/words.js';
import type { CurrentCandidate } from '../review/currentCandidate.js';

const ACTIONS = ['check1', 'check2', 'check3', 'check4'] as const;

/** "Tick Checklist Item…": what the keys 1 to 4 do in the panel, on the candidate that is open there. */
export async function tickChecklistItem(current: CurrentCandidate): Promise<void> {
  current.requirePanel();
  const rows = ACTIONS.map((action, index) => ({
    label: CHECKLIST[index]?.label ?? '',
    description: `${index + 1}`,
    action,
  }));
  const chosen = await window.showQuickPick(rows, { title: l10n.t('Tick, or take the tick away') });
  if (chosen !== undefined) current.perform(chosen.action);
}
