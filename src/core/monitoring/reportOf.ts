import { counted } from '../records/counted.js';
import { subjectOf } from './alerts/alertSubject.js';
import type { AlertView } from './alerts/alertView.js';
import { levelOf } from './alerts/foldAlerts.js';
import { METRICS, type MetricState } from './metric.js';
import type { MetricResult } from './metricResult.js';
import type { MonitorReport } from './monitorReport.js';

/** Old ones that are over; nobody reads on for ever. */
const MOST_ALERTS = 500;

interface Looked {
  readonly results: readonly MetricResult[];
  /** Open ones first, the newest first. */
  readonly views: readonly AlertView[];
  readonly now: Date;
  readonly toolVersion: string;
}

/** What a look came to, for people and machines. */
export function reportOf({ results, views, now, toolVersion }: Looked): MonitorReport {
  const state = stateOf(results, views);
  return {
    schema: 'codelumi.monitor/1',
    tool_version: toolVersion,
    at: now.toISOString(),
    state,
    words: wordsOf(state, results, views),
    metrics: results,
    alerts: views.slice(0, MOST_ALERTS),
  };
}

/**
 * The worst that needs attention. What is open goes before everything, then what was measured bad and is in no journal
 * (nothing is raised where nothing may be written), then that nothing was searched for lately. `ok` takes
 * figures of answers that all could be judged; figures that the assistant does not log are left out, and named.
 */
function stateOf(results: readonly MetricResult[], views: readonly AlertView[]): MetricState {
  const levels = attentionOf(results, views);
  if (levels.includes('alert')) return 'alert';
  if (levels.includes('warn')) return 'warn';
  const ofAnswers = results.filter(
    ({ deployment, metric }) => deployment !== null && metric !== 'rollout',
  );
  const relevant = ofAnswers.some(({ state }) => state !== 'no-data') ? ofAnswers : results;
  const has = (state: MetricState) => relevant.some((each) => each.state === state);
  if (has('stale')) return 'stale';
  if (has('warming-up')) return 'warming-up';
  // What was acknowledged or put off is known, and judged.
  return has('ok') || has('warn') || has('alert') ? 'ok' : 'no-data';
}

function attentionOf(
  results: readonly MetricResult[],
  views: readonly AlertView[],
): AlertView['level'][] {
  const standing = views.filter(({ state }) => state !== 'cleared');
  const known = new Set(standing.map(({ result }) => subjectOf(result)));
  const unraised = results.filter((result) => !known.has(subjectOf(result)));
  return [
    ...standing.filter(({ state }) => state === 'open').map(({ level }) => level),
    ...unraised.flatMap((result) => levelOf(result) ?? []),
  ];
}

function wordsOf(
  state: MetricState,
  results: readonly MetricResult[],
  views: readonly AlertView[],
): string {
  if (state === 'alert' || state === 'warn') return attentionWords(state, results, views);
  const worst = results.find((each) => each.state === state);
  const answered = views.filter(
    (each) => each.state === 'acknowledged' || each.state === 'snoozed',
  );
  const judged = results.filter((each) => each.state === 'ok' || levelOf(each) !== undefined);
  const left = results.length - judged.length;
  if (state === 'ok')
    return [
      `${counted(judged.length, 'figure')} of ${results.length} judged`,
      ...(answered.length > 0
        ? [`${counted(answered.length, 'alert')} known`]
        : ['nothing stands out']),
      ...(left > 0 ? [`${left} cannot be judged yet`] : []),
    ]
      .join(', ')
      .concat('.');
  return worst?.words ?? 'Nothing has been logged that could be watched.';
}

function attentionWords(
  state: 'alert' | 'warn',
  results: readonly MetricResult[],
  views: readonly AlertView[],
): string {
  const open = views.filter((each) => each.state === 'open');
  const first =
    open.find(({ level }) => level === state)?.result ??
    results.find((each) => each.state === state);
  const more = open.length - 1;
  const title = first === undefined ? '' : `${METRICS[first.metric].title}: `;
  return `${title}${first?.words ?? ''}${more > 0 ? ` And ${more} more.` : ''}`;
}
