import { window } from 'vscode';
import { METRICS } from '../../core/monitoring/metric.js';
import { gitReviewer } from '../../node/gitReviewer.js';
import { plainMessage } from '../plainMessage.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';
import { chooseAlert } from './chooseAlert.js';
import { lookWithProgress } from './lookNow.js';
import type { MonitorWorld } from './monitorWorld.js';

const TITLE = 'Acknowledge Alert';
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
  const why = await window.showInputBox({
    title: TITLE,
    prompt: `${title}: why may it stand? It is kept, and others can read it.`,
    placeHolder: 'The reason',
    validateInput: problemWith,
  });
  if (why === undefined) return;
  const by = await gitReviewer(root);
  await monitoring.acknowledge(root, { by, alert: id, level, why: why.trim() });
  await lookWithProgress(reports);
  // Not awaited: the command is over, the message stays.
  void window.showInformationMessage(plainMessage(`Acknowledged: ${title}.`));
}

function problemWith(why: string): string | undefined {
  if (why.trim() === '') return 'An alert is acknowledged with a reason.';
  return why.length > LONGEST_WHY ? `${LONGEST_WHY} characters at most.` : undefined;
}
