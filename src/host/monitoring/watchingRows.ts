import { l10n, ThemeIcon, TreeItem, TreeItemCollapsibleState } from 'vscode';
import type { AlertView } from '../../core/monitoring/alerts/alertView.js';
import { METRICS, type MetricState } from '../../core/monitoring/metric.js';
import type { MetricResult } from '../../core/monitoring/metricResult.js';
import type { MonitorReport } from '../../core/monitoring/monitorReport.js';
import { ageWords } from '../../core/monitoring/telling/ageWords.js';
import type { Looked } from '../../core/monitoring/telling/driftStatus.js';
import { metricKey } from '../../core/monitoring/telling/metricKey.js';
import { STATE_NAMES, stateWords } from '../../core/monitoring/telling/stateWords.js';
import { COMMANDS } from '../../shared/ids.js';
import { printable, printableLine } from '../../shared/printable.js';
import type { ReleaseRow } from '../releases/releasesTree.js';
import { LONGEST, row } from '../rollout/row.js';

const ICONS: Readonly<Record<MetricState, string>> = {
  ok: 'pass',
  'no-data': 'circle-large-outline',
  'warming-up': 'watch',
  stale: 'history',
  warn: 'warning',
  alert: 'error',
};

/** The section "Watching" of the Releases view: alerts first, then every metric. */
export function watchingRows(looked: Looked, now: Date): readonly ReleaseRow[] {
  const { report, failure } = looked;
  const children = [
    ...(failure === undefined ? [] : [failureRow(failure)]),
    ...(report?.alerts ?? []).filter(({ state }) => state !== 'cleared').map(alertRow),
    ...(report?.metrics ?? []).toSorted(bySeverity).map((each) => metricRow(each, report)),
  ];
  if (children.length === 0) return [];
  const { Expanded, Collapsed } = TreeItemCollapsibleState;
  const item = new TreeItem('Watching', isUrgent(looked) ? Expanded : Collapsed);
  item.id = 'watching';
  const words = report === undefined ? l10n.t('not looked yet') : headWords(report);
  item.description = printableLine(words, LONGEST);
  item.tooltip = printable(
    [
      `Watching: ${words}`,
      ...(report === undefined ? [] : [report.words, `Looked ${ageWords(report.at, now)}`]),
    ].join('\n'),
  );
  item.iconPath = new ThemeIcon('pulse');
  item.contextValue = 'watching';
  return [{ item, children, isAside: !isUrgent(looked) }];
}

function headWords({ state, alerts }: MonitorReport): string {
  const open = alerts.filter((alert) => alert.state === 'open').length;
  return open === 0
    ? STATE_NAMES[state]
    : l10n.t('{0}, {1} open', STATE_NAMES[state], open.toLocaleString('en'));
}

/** Nothing else is reason enough to hide from who begins how to begin. */
function isUrgent({ report, failure }: Looked): boolean {
  return failure !== undefined || (report?.alerts.some(({ state }) => state === 'open') ?? false);
}

function failureRow(failure: string): ReleaseRow {
  const made = row({
    id: 'watching:failure',
    label: l10n.t('The last look failed'),
    words: failure,
    icon: 'error',
  });
  made.item.command = { command: COMMANDS.monitorNow, title: l10n.t('Try Again') };
  return made;
}

function alertRow({ id, level, state, result, snoozedUntil, by, why }: AlertView): ReleaseRow {
  const { title } = METRICS[result.metric];
  const until = state === 'snoozed' && snoozedUntil !== undefined ? ` until ${snoozedUntil}` : '';
  const standing = `${STATE_NAMES[level]}, ${state}${until}`;
  const made = row({
    id: `alert:${id}`,
    label: title,
    words: `${standing}: ${result.words}`,
    icon: state === 'open' ? 'bell-dot' : 'bell-slash',
    tooltip: [
      `${title}: ${standing}`,
      result.words,
      ...(by === undefined ? [] : [`By ${by}`]),
      ...(why === undefined ? [] : [why]),
    ].join('\n'),
  });
  made.item.contextValue = `alert+${state}`;
  return { ...explains(made, { alert: id }), alert: id };
}

function metricRow(result: MetricResult, report: MonitorReport | undefined): ReleaseRow {
  const { metric, deployment, words } = result;
  const key = metricKey(result);
  const of = isAmbiguous(result, report) ? `, ${deployment ?? 'workspace'}` : '';
  const standing = `${stateWords(result)}${of}${countWords(result)}`;
  const made = row({
    id: `metric:${key}`,
    label: METRICS[metric].title,
    words: standing,
    icon: ICONS[result.state],
    tooltip: [
      `${METRICS[metric].title}: ${standing}`,
      words,
      METRICS[metric].meaning,
      ...(deployment === null ? [] : [l10n.t('Answers of {0}', deployment)]),
    ].join('\n'),
  });
  made.item.contextValue = 'metric';
  return { ...explains(made, { metric: key }), metric: key };
}

/** The number of observations belongs to every verdict; a warming-up one has it in its words. */
function countWords({ state, n }: MetricResult): string {
  return state === 'warming-up' || state === 'no-data' ? '' : `, n = ${n.toLocaleString('en')}`;
}

function isAmbiguous({ metric }: MetricResult, report: MonitorReport | undefined): boolean {
  return (report?.metrics.filter((each) => each.metric === metric).length ?? 0) > 1;
}

function explains(made: ReleaseRow, target: object): ReleaseRow {
  made.item.command = {
    command: COMMANDS.explainMetric,
    title: l10n.t('Explain'),
    arguments: [target],
  };
  return made;
}

/** What nothing can be said of comes last: there is nothing to do about it. */
const ORDER: readonly MetricState[] = ['alert', 'warn', 'stale', 'warming-up', 'ok', 'no-data'];

export function bySeverity(a: Pick<MetricResult, 'state'>, b: Pick<MetricResult, 'state'>): number {
  return ORDER.indexOf(a.state) - ORDER.indexOf(b.state);
}
