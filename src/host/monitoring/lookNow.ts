import { l10n, window, workspace } from 'vscode';
import type { MonitorReport } from '../../core/monitoring/monitorReport.js';
import { STATE_NAMES } from '../../core/monitoring/telling/stateWords.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { plainMessage } from '../plainMessage.js';
import { requireRoot } from '../workspace/workspaceFolder.js';
import type { MonitorReports } from './monitorReports.js';
import type { MonitorWorld } from './monitorWorld.js';

/** "Check Drift Now": looks at everything that is watched, and says what it came to. */
export async function lookNow({ reports }: Pick<MonitorWorld, 'reports'>): Promise<void> {
  const startedAt = Date.now();
  const { state, words, alerts } = await lookWithProgress(reports);
  const isTold = alerts.some(
    (alert) => alert.state === 'open' && Date.parse(alert.changedAt) >= startedAt,
  );
  // A new alert has a message of its own; see `AlertNotices`.
  if (isTold && workspace.isTrusted) return;
  const message = plainMessage(l10n.t('Watching: {0}. {1}', STATE_NAMES[state], words));
  // Not awaited: the command is over, the message stays.
  if (state === 'alert' || state === 'warn') void window.showWarningMessage(message);
  else void window.showInformationMessage(message);
}

/** @throws CodelumiError `no-workspace`, and as the look does */
export function lookWithProgress(reports: MonitorReports): Promise<MonitorReport> {
  requireRoot();
  return runWithProgress(l10n.t('CodeLumi: looking at what is watched'), (token, onProgress) =>
    reports.lookAnew({ token, onProgress }),
  );
}
