import { l10n, window } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import type { AlertView } from '../../core/monitoring/alerts/alertView.js';
import { METRICS } from '../../core/monitoring/metric.js';
import type { MonitorReport } from '../../core/monitoring/monitorReport.js';
import { STATE_NAMES } from '../../core/monitoring/telling/stateWords.js';
import { printableLine } from '../../shared/printable.js';
import { idIn } from '../releases/idIn.js';

const LONGEST = 200;

/**
 * The alert of the row or message that a command was called on; else the only one that may be answered, or one that is picked.
 * @returns undefined: none was picked
 * @throws CodelumiError `not-found` where there is none
 */
export async function chooseAlert(
  target: unknown,
  report: Pick<MonitorReport, 'alerts'> | undefined,
  title: string,
): Promise<AlertView | undefined> {
  const standing = (report?.alerts ?? []).filter(({ state }) => state !== 'cleared');
  const named = idIn(target, 'alert');
  if (named !== undefined) {
    const found = standing.find(({ id }) => id === named);
    if (found === undefined) throw nothingOpen(l10n.t('This alert is over'));
    return found;
  }
  const [first, ...others] = answerable(standing);
  if (first === undefined) throw nothingOpen(l10n.t('No alert is open'));
  if (others.length === 0) return first;
  const rows = [first, ...others].map((alert) => ({
    label: METRICS[alert.result.metric].title,
    description: `${STATE_NAMES[alert.level]}, ${alert.state}`,
    detail: printableLine(alert.result.words, LONGEST),
    alert,
  }));
  return (await window.showQuickPick(rows, { title, placeHolder: l10n.t('Which alert?') }))?.alert;
}

/** Those that nobody has acknowledged. */
function answerable(alerts: readonly AlertView[]): AlertView[] {
  return alerts.filter(({ state }) => state === 'open' || state === 'snoozed');
}

function nothingOpen(what: string): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what,
    remedy: l10n.t('CodeLumi: Check Drift Now looks at everything that is watched again.'),
  });
}
