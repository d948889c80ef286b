import type { AlertProblem } from '../../core/monitoring/alerts/alertJournals.js';
import type { AlertView } from '../../core/monitoring/alerts/alertView.js';
import type { ExplainedResult } from '../../core/monitoring/explainMetric.js';
import { METRICS } from '../../core/monitoring/metric.js';
import type { MetricResult } from '../../core/monitoring/metricResult.js';
import type { MonitorReport } from '../../core/monitoring/monitorReport.js';
import { labelWords } from '../../core/monitoring/store/deploymentLabels.js';
import { metricFigures } from '../../core/monitoring/telling/metricFigures.js';
import { stateWords } from '../../core/monitoring/telling/stateWords.js';
import { addToGroup } from '../../core/records/addToGroup.js';
import { printable, printableLine } from '../../shared/printable.js';
import { diagnostic } from '../diagnostic.js';
import { say, warn } from '../terminal.js';

const MOST_WORDS = 300;
const MOST_NAME = 60;
/** Of the names of figures. */
const WIDTH = 29;

export function printReport({ state, words, metrics, alerts }: MonitorReport): void {
  say(`${state}: ${printableLine(words, MOST_WORDS)}`);
  for (const [whose, results] of byWhose(metrics)) {
    say(`\n${whose}`);
    for (const lines of linesOf(results)) say(lines);
  }
  const standing = alerts.filter((alert) => alert.state !== 'cleared');
  if (standing.length > 0) say('');
  for (const alert of standing) describeAlert(alert).forEach(say);
}

function byWhose(metrics: readonly MetricResult[]): Map<string, MetricResult[]> {
  const groups = new Map<string, MetricResult[]>();
  for (const result of metrics) addToGroup(groups, whoseOf(result), result);
  return groups;
}

/** A line a metric; what is the same of several, as that nothing was searched for lately, is said once. */
function linesOf(results: readonly MetricResult[]): string[] {
  const alike = new Map<string, MetricResult[]>();
  for (const result of results) addToGroup(alike, `${result.state} ${result.words}`, result);
  return [...alike.values()].map((group) => {
    const titles = group.map(({ metric }) => METRICS[metric].title).join(', ');
    const [{ state, words }] = group as [MetricResult, ...MetricResult[]];
    return `  ${state.padEnd(11)}  ${titles.padEnd(24)}  ${printableLine(words, MOST_WORDS)}`;
  });
}

export function printAlerts({
  alerts,
  problems,
}: {
  readonly alerts: readonly AlertView[];
  readonly problems: readonly AlertProblem[];
}): void {
  if (alerts.length === 0) say('No alerts.');
  for (const alert of alerts) describeAlert(alert).forEach(say);
  for (const { place, message } of problems) warn(diagnostic(place, 'warning', message));
}

/** A line of what and how, and one of what was said about it. */
export function describeAlert(alert: AlertView): string[] {
  const { id, level, state, raisedAt, result, snoozedUntil, by, why } = alert;
  const until = state === 'snoozed' && snoozedUntil !== undefined ? ` until ${snoozedUntil}` : '';
  const title = `${METRICS[result.metric].title}, ${whoseOf(result)}`;
  const who = by === undefined ? '' : `${printableLine(by, MOST_NAME)}: `;
  return [
    `${id}  ${level}  ${state}${until}  since ${raisedAt}  ${title}`,
    `  ${printableLine(result.words, MOST_WORDS)}`,
    ...(why === undefined ? [] : [`  ${who}${printableLine(why, MOST_WORDS)}`]),
  ];
}

export function printExplained(explained: readonly ExplainedResult[]): void {
  if (explained.length === 0) say('Nothing of it was measured: nobody is answered yet.');
  for (const { result, alert, sources } of explained) {
    if (alert !== undefined) describeAlert(alert).forEach(say);
    say(`${METRICS[result.metric].title}: ${METRICS[result.metric].meaning}`);
    say(`  ${'State'.padEnd(WIDTH)}  ${stateWords(result)}`);
    say(`  ${''.padEnd(WIDTH)}  ${printableLine(result.words, MOST_WORDS)}`);
    for (const { name, value } of metricFigures(result))
      say(`  ${name.padEnd(WIDTH)}  ${printableLine(value, MOST_WORDS)}`);
    for (const [index, { file, first, last }] of sources.entries())
      say(
        `  ${(index === 0 ? 'Lines' : '').padEnd(WIDTH)}  ${printable(file)}:${first}${last === first ? '' : `-${last}`}`,
      );
    say('');
  }
}

function whoseOf({ deployment, reranker }: Pick<MetricResult, 'deployment' | 'reranker'>): string {
  if (deployment === null) return 'the workspace';
  const name = printableLine(labelWords(deployment), MOST_NAME);
  return reranker === null ? name : `${name}, ${printableLine(reranker, MOST_NAME)}`;
}
