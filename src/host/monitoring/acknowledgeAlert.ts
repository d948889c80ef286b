import { l10n, window } from 'vscode';
import { METRICS } from '../../core/monitoring/metric.js';
import type { ScreeningPolicy } from '../../core/screening/recogniser.js';
import { readConfig } from '../../core/workspace/config.js';
import { gitReviewer } from '../../node/gitReviewer.js';
import { plainMessage } from '../plainMessage.js';
import { commentFault } from '../review/commentFault.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';
import { chooseAlert } from './chooseAlert.js';
import { lookWithProgress } from './lookNow.js';
import type { MonitorWorld } from './monitorWorld.js';

const TITLE = l10n.t('Acknowledge Alert');
const LONGEST_WHY = 2_000;

/** "Acknowledge Alert…": somebody knows of it, and says why it may stand. It is told again only if it becomes worse. */
export async function acknowledgeAlert(
  target: unknown,
  { monitoring, reports }: Pick<MonitorWorld, 'monitoring' | 'reports'>,
): Promise<void> {
  const root = requireTrustedRoot();
  const chosen = await chooseAlert(target, reports.report, TITLE);
  if (chosen === undefined) return;
  const { id, level, result } = chosen;
  const { title } = METRICS[result.metric];
  const { screening } = await readConfig(filesOfWorkspace(root));
  const why = await window.showInputBox({
    title: l10n.t('Acknowledge: {0}', title),
    prompt: l10n.t('Why may it stand? Kept with your name in the journal of alerts, for ever.'),
    ignoreFocusOut: true,
    validateInput: (text) => problemWith(text, screening),
  });
  if (why === undefined) return;
  const by = await gitReviewer(root);
  await monitoring.acknowledge(root, { by, alert: id, level, why: why.trim() });
  await lookWithProgress(reports);
  // Not awaited: the command is over, the message stays.
  void window.showInformationMessage(plainMessage(l10n.t('Acknowledged: {0}.', title)));
}

function problemWith(why: string, policy: ScreeningPolicy): string | undefined {
  if (why.trim() === '') return l10n.t('Say why it may stand, or press Escape.');
  return why.length > LONGEST_WHY
    ? l10n.t('{0} characters at most.', LONGEST_WHY)
    : commentFault(why, policy);
}
