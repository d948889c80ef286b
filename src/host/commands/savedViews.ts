import { l10n, type QuickPickItem, QuickPickItemKind, window } from 'vscode';
import { formatQuery } from '../../core/review/query/formatQuery.js';
import { parseQuery, requireQuery } from '../../core/review/query/parseQuery.js';
import { describeQueryFault } from '../../core/review/query/queryFault.js';
import { BUILT_IN_VIEWS, viewNameFault } from '../../core/review/views/savedViews.js';
import { readConfig } from '../../core/workspace/config.js';
import type { SavedView } from '../../core/workspace/settings/reviewSchema.js';
import { printableLine } from '../../shared/printable.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import type { ReviewPanel } from '../panel/reviewPanel.js';
import { plainMessage } from '../plainMessage.js';
import type { ActiveFilter } from '../review/activeFilter.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';
import { requireRoot, requireTrustedRoot } from '../workspace/workspaceFolder.js';

const LONGEST_LABEL = 80;

interface ViewItem extends QuickPickItem {
  readonly query?: string;
}

/** "Open Saved View": choose a view; the panel shows what fits it. */
export async function openSavedView(filter: ActiveFilter, panel: ReviewPanel): Promise<void> {
  const { review } = await readConfig(filesOfWorkspace(requireRoot()));
  const picked = await window.showQuickPick<ViewItem>(viewItems(review.views, filter.text), {
    title: l10n.t('Open Saved View'),
    placeHolder: l10n.t('Which candidates?'),
    matchOnDescription: true,
  });
  if (picked?.query === undefined) return;
  panel.show();
  await filter.set(requireQuery(picked.query), 'elsewhere');
}

/** "Save View": gives the active filter a name, in the workspace's settings. */
export async function saveActiveView(filter: ActiveFilter, jobs: JobRunner): Promise<void> {
  const root = requireTrustedRoot();
  const query = filter.text;
  const name = await window.showInputBox({
    title: l10n.t('Save View'),
    prompt: query === '' ? l10n.t('Everything, as it comes') : query,
    placeHolder: l10n.t('Name of the view'),
    validateInput: (typed) => viewNameFault(typed),
    ignoreFocusOut: true,
  });
  if (name === undefined) return;
  const saved = await jobs.run('saveView', { name, query }, root);
  // Not awaited: the view is saved, the message stays.
  void window.showInformationMessage(
    plainMessage(
      l10n.t(
        'Saved the view “{0}” in .codelumi/config.json.',
        printableLine(saved.name, LONGEST_LABEL),
      ),
    ),
  );
}

function viewItems(own: readonly SavedView[], active: string): ViewItem[] {
  const items = (views: readonly SavedView[]) => views.map((view) => viewItem(view, active));
  const separator = { label: l10n.t('of this workspace'), kind: QuickPickItemKind.Separator };
  return [...items(BUILT_IN_VIEWS), ...(own.length > 0 ? [separator, ...items(own)] : [])];
}

/** A view that cannot be understood says why, and is not opened. */
function viewItem({ name, query }: SavedView, active: string): ViewItem {
  const label = plain(name);
  const parsed = parseQuery(query);
  if (!parsed.ok)
    return { label, description: plain(query), detail: describeQueryFault(parsed.fault) };
  const isActive = formatQuery(parsed.query) === active;
  return { label, description: `${plain(query)}${isActive ? '  (active)' : ''}`, query };
}

/** Settings come with the workspace: `$(name)` in a label would be drawn as an icon. */
function plain(text: string): string {
  return printableLine(text, LONGEST_LABEL).replaceAll('$(', '$\u2060(');
}
