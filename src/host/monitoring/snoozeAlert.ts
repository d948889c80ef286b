import { l10n, window } from 'vscode';
import { DAY_MS, HOUR_MS, WEEK_MS } from '../../core/durations.js';
import { METRICS } from '../../core/monitoring/metric.js';
import { gitReviewer } from '../../node/gitReviewer.js';
import { plainMessage } from '../plainMessage.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';
import { chooseAlert } from './chooseAlert.js';
import { lookWithProgress } from './lookNow.js';
import type { MonitorWorld } from './monitorWorld.js';

const TITLE = l10n.t('Snooze Alert');
const HOW_LONG = [
  { label: l10n.t('One Hour'), milliseconds: HOUR_MS },
  { label: l10n.t('One Day'), milliseconds: DAY_MS },
  { label: l10n.t('One Week'), milliseconds: WEEK_MS },
];

/** "Snooze Alert…": it needs attention again after some time, or once it becomes worse. */
export async function snoozeAlert(
  target: unknown,
  { monitoring, reports }: Pick<MonitorWorld, 'monitoring' | 'reports'>,
): Promise<void> {
  const root = requireTrustedRoot();
  const chosen = await chooseAlert(target, reports.report, TITLE);
  if (chosen === undefined) return;
  const { id, level, result } = chosen;
  const { title } = METRICS[result.metric];
  const choice = await window.showQuickPick(HOW_LONG, {
    title: TITLE,
    placeHolder: l10n.t('{0}: for how long?', title),
  });
  if (choice === undefined) return;
  const until = new Date(Date.now() + choice.milliseconds).toISOString();
  const by = await gitReviewer(root);
  await monitoring.snooze(root, { by, alert: id, level, until });
  await lookWithProgress(reports);
  // Not awaited: the command is over, the message stays.
  void window.showInformationMessage(plainMessage(l10n.t('Snoozed until {0}: {1}.', until, title)));
}
