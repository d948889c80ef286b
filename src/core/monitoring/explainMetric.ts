import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import { readConfig } from '../workspace/config.js';
import { ALERT_ID } from './alerts/alertEvent.js';
import type { AlertView } from './alerts/alertView.js';
import { readAlerts } from './alerts/changeAlerts.js';
import { METRIC_IDS } from './metric.js';
import type { MetricResult } from './metricResult.js';
import { metricSources } from './metricSources.js';
import { observe } from './observe.js';
import type { PlotSource } from './plots/plot.js';

export interface ExplainInput {
  /** A metric, such as `top-score`, or the id of an alert. */
  readonly about: string;
}

/** What was measured, and where to look. */
export interface ExplainedResult {
  readonly result: MetricResult;
  /** Of `result`, as it was raised; undefined: as it is now. */
  readonly alert: AlertView | undefined;
  /** Lines that it was counted from, the newest first. */
  readonly sources: readonly PlotSource[];
}

/**
 * Shows all figures behind a metric as it is now, for each deployment that answers, or behind an alert as it was raised.
 * Writes nothing.
 * @throws CodelumiError `wrong-usage` for what is neither, `not-found` for an alert that nobody raised; as `monitor`
 */
export async function explainMetric(
  { about }: ExplainInput,
  context: JobContext,
): Promise<ExplainedResult[]> {
  const alert = ALERT_ID.test(about) ? await requireAlert(context, about) : undefined;
  if (alert === undefined && !METRIC_IDS.some((id) => id === about)) throw unknown(about);
  const seen = await observe(context, await readConfig(context.files), { keep: false });
  const results =
    alert === undefined ? seen.results.filter(({ metric }) => metric === about) : [alert.result];
  return results.map((result) => ({ result, alert, sources: metricSources(result, seen) }));
}

async function requireAlert(context: JobContext, id: string): Promise<AlertView> {
  const { views } = await readAlerts(context);
  const found = views.find((view) => view.id === id);
  if (found !== undefined) return found;
  throw new CodelumiError({
    reason: 'not-found',
    what: `There is no alert ${id}`,
    remedy: 'codelumi monitor alerts lists them.',
  });
}

function unknown(about: string): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: `${JSON.stringify(about.slice(0, 100))} is neither an alert nor something that is watched`,
    remedy: `Name an alert, or one of ${METRIC_IDS.join(', ')}.`,
  });
}
