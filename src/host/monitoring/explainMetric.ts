import { l10n, window } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { METRICS } from '../../core/monitoring/metric.js';
import type { MonitorReport } from '../../core/monitoring/monitorReport.js';
import { metricKey } from '../../core/monitoring/telling/metricKey.js';
import { stateWords } from '../../core/monitoring/telling/stateWords.js';
import { printableLine } from '../../shared/printable.js';
import { idIn } from '../releases/idIn.js';
import { requireRoot } from '../workspace/workspaceFolder.js';
import { lookWithProgress } from './lookNow.js';
import type { MonitorWorld } from './monitorWorld.js';
import { bySeverity } from './watchingRows.js';

const LONGEST = 200;

/** "Explain Metric": the one it was called on, or that of the alert; else one that is picked, the worst first. */
export async function explainMetric(
  target: unknown,
  { reports, metrics }: Pick<MonitorWorld, 'reports' | 'metrics'>,
): Promise<void> {
  requireRoot();
  const report = reports.report ?? (await lookWithProgress(reports));
  const key = keyIn(target, report) ?? (await chooseKey(report));
  if (key !== undefined) await metrics.show(key);
}

function keyIn(target: unknown, { alerts }: MonitorReport): string | undefined {
  const named = idIn(target, 'alert');
  const alert = alerts.find(({ id }) => id === named);
  return alert === undefined ? idIn(target, 'metric') : metricKey(alert.result);
}

async function chooseKey({ metrics, alerts }: MonitorReport): Promise<string | undefined> {
  // What was alerted about may no longer be measured.
  const open = alerts.filter(({ state }) => state !== 'cleared').map(({ result }) => result);
  const byKey = new Map([...open, ...metrics].map((result) => [metricKey(result), result]));
  if (byKey.size === 0) throw nothingIsWatched();
  const rows = [...byKey]
    .toSorted(([, a], [, b]) => bySeverity(a, b))
    .map(([key, result]) => ({
      label: METRICS[result.metric].title,
      description: [
        stateWords(result),
        ...(result.deployment === null ? [] : [result.deployment]),
      ].join(', '),
      detail: printableLine(result.words, LONGEST),
      key,
    }));
  const options = {
    title: l10n.t('Explain Metric'),
    placeHolder: l10n.t('Which metric?'),
    matchOnDetail: true,
  };
  return (await window.showQuickPick(rows, options))?.key;
}

function nothingIsWatched(): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: l10n.t('Nothing is watched yet'),
    remedy: l10n.t('Let the assistant be used, then look (CodeLumi: Check Drift Now).'),
  });
}
