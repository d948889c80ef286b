import { l10n } from 'vscode';
import type { AlertView } from '../../core/monitoring/alerts/alertView.js';
import type { Dashboard } from '../../core/monitoring/dashboard.js';
import { METRICS } from '../../core/monitoring/metric.js';
import type { MetricResult } from '../../core/monitoring/metricResult.js';
import { deploymentName } from '../../core/monitoring/plots/deploymentName.js';
import type { Plot, PlotSource } from '../../core/monitoring/plots/plot.js';
import { metricKey } from '../../core/monitoring/telling/metricKey.js';
import type {
  ShownAlert,
  ShownDashboard,
  ShownMetric,
  ShownPlot,
} from '../../shared/dashboardProtocol.js';
import { printableLine } from '../../shared/printable.js';

/** Characters of a name, and of a sentence: names of entries come from logs. */
const LONGEST_NAME = 120;
const LONGEST = 600;

/** What the dashboard's page is told. Everything in it is safe to show, and no place of a file can be chosen by the page. */
export function dashboardView(dashboard: Dashboard, isTrusted: boolean): ShownDashboard {
  const { report, groups, unreadable } = dashboard;
  return {
    at: report.at,
    state: report.state,
    words: text(report.words),
    isTrusted,
    metrics: report.metrics.map(metricView),
    alerts: report.alerts.filter(({ state }) => state !== 'cleared').map(alertView),
    groups: groups.map(({ group, plots }) => ({ group, plots: plots.map(plotView) })),
    unreadable,
  };
}

function metricView(result: MetricResult): ShownMetric {
  const { metric, state, words, n, m, needed } = result;
  const { title, meaning } = METRICS[metric];
  const of = ofWhom(result);
  return {
    metric,
    key: name(metricKey(result)),
    title,
    meaning,
    of,
    state,
    words: text(words),
    n,
    m,
    needed,
  };
}

function alertView(alert: AlertView): ShownAlert {
  const { id, level, state, raisedAt, result } = alert;
  const note = noteOf(alert);
  return {
    id,
    level,
    state,
    title: METRICS[result.metric].title,
    of: ofWhom(result),
    words: text(result.words),
    raisedAt,
    ...(note === undefined ? {} : { note: text(note) }),
  };
}

function noteOf({ state, by, why, snoozedUntil }: AlertView): string | undefined {
  const who = by === undefined ? '' : ` by ${by}`;
  const reason = why === undefined ? '' : `: ${why}`;
  if (state === 'acknowledged') return `Acknowledged${who}${reason}`;
  if (state === 'snoozed')
    return l10n.t('Put off until {0}{1}{2}', snoozedUntil ?? 'later', who, reason);
  return undefined;
}

function ofWhom({ deployment }: MetricResult): string | null {
  return deployment === null ? null : name(deploymentName(deployment));
}

/** @public */
export function plotView({
  id,
  title,
  says,
  shape,
  x,
  y,
  series,
  marks,
  sources,
}: Plot): ShownPlot {
  return {
    id: name(id),
    title: name(title),
    says: text(says),
    shape,
    x: { title: x.title, labels: x.labels.map(name) },
    y: { title: y.title, unit: y.unit },
    series: series.map((each) => ({
      name: name(each.name),
      role: each.role,
      values: each.values.map((value) => (Number.isFinite(value) ? value : null)),
    })),
    marks: marks.map(({ at, label, kind }) => ({ at, label: name(label), kind })),
    rows: sources.map(rowsWords),
  };
}

/** `userData/kb_usage.jsonl:12 to 88, and 2 more places` */
function rowsWords([first, ...others]: readonly PlotSource[]): string {
  if (first === undefined) return '';
  const place = placeWords(first);
  if (others.length === 0) return place;
  return others.length === 1
    ? l10n.t('{0}, and 1 more place', place)
    : l10n.t('{0}, and {1} more places', place, others.length);
}

/** `userData/kb_usage.jsonl:12 to 88` */
export function placeWords({ file, first, last }: PlotSource): string {
  return `${printableLine(file, LONGEST_NAME)}:${first}${last > first ? ` to ${last}` : ''}`;
}

function name(words: string): string {
  return printableLine(words, LONGEST_NAME);
}

function text(words: string): string {
  return printableLine(words, LONGEST);
}
