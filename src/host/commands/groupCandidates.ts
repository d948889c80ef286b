import { l10n, window } from 'vscode';
import { GROUPINGS, type Grouping, type GroupingChoice } from '../tree/grouping.js';

/** "Group Candidates By…": asks, and keeps the answer for this workspace. */
export async function groupCandidates(choice: GroupingChoice): Promise<void> {
  const rows = (Object.entries(GROUPINGS) as [Grouping, string][]).map(([grouping, label]) => ({
    label,
    description: grouping === choice.current ? 'now' : '',
    grouping,
  }));
  const chosen = await window.showQuickPick(rows, { title: l10n.t('Group Candidates By') });
  if (chosen !== undefined) await choice.choose(chosen.grouping);
}
