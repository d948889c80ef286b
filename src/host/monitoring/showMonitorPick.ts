import { commands, l10n, window, workspace } from 'vscode';
import { requireRoot } from '../workspace/workspaceFolder.js';
import type { MonitorWorld } from './monitorWorld.js';
import { type PickSubject, pickRows } from './pickRows.js';

type PickWorld = Pick<MonitorWorld, 'desk' | 'reports' | 'rollouts'>;

/** "Show Status Menu", and a click on the status bar: what there is to do. */
export async function showMonitorPick(world: PickWorld): Promise<void> {
  requireRoot();
  const rows = pickRows(subjectOf(world), new Date());
  const chosen = await window.showQuickPick(rows, {
    title: 'CodeLumi',
    placeHolder: l10n.t('What do you want to do?'),
    matchOnDescription: true,
  });
  if (chosen !== undefined) await commands.executeCommand(chosen.command, chosen.target);
}

function subjectOf({ desk, reports, rollouts }: PickWorld): PickSubject {
  const { pending, flagged } = desk.overview.counts;
  const status = rollouts.overview?.status;
  return {
    waiting: pending + flagged,
    isUnread: desk.state === 'failed',
    report: reports.report,
    revertible: (status?.underWay ?? status?.inProd)?.deployment,
    isTrusted: workspace.isTrusted,
  };
}
