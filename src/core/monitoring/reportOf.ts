import { counted } from '../records/counted.js';
import { subjectOf } from './alerts/alertSubject.js';
import type { AlertView } from './alerts/alertView.js';
import { levelOf } from './alerts/foldAlerts.js';
import { worstOf } from './judging/worstOf.js';
import { METRICS, type MetricState } from './metric.js';
import type { MetricResult } from './metricResult.js';
import type { MonitorReport } from './monitorReport.js';

/** Of those that are over, nobody reads on for ever. */
const MOST_ALERTS = 500;

interface Looked {
  readonly results: readonly MetricResult[];
  /** Open ones first, the newest first. */
  readonly views: readonly AlertView[];
  /** What is in production; `own` is what the assistant has of its own. */
  readonly production: string;
  readonly now: Date;
  readonly toolVersion: string;
}

/** What a look came to, for people and machines. */
export function reportOf({ toolVersion, now, ...looked }: Looked): MonitorReport {
  return {
    schema: 'codelumi.monitor/1',
    tool_version: toolVersion,
    at: now.toISOString(),
    ...(headlineOf(looked.results, unanswered(looked)) ?? calmOf(looked)),
    metrics: looked.results,
    alerts: looked.views.slice(0, MOST_ALERTS),
  };
}

type Headline = Pick<MonitorReport, 'state' | 'words'>;
type Seen = Pick<Looked, 'results' | 'views' | 'production'>;
type Attention = Pick<AlertView, 'level' | 'result'>;

/** What needs attention: open alerts, and what was measured bad where no alert could be raised, as in a workspace that is not trusted. */
function unanswered({ results, views }: Seen): Attention[] {
  const standing = views.filter(({ state }) => state !== 'cleared');
  const known = new Set(standing.map(({ result }) => subjectOf(result)));
  const unraised = results.flatMap((result): Attention[] => {
    const level = levelOf(result);
    return level === undefined || known.has(subjectOf(result)) ? [] : [{ level, result }];
  });
  return [...standing.filter(({ state }) => state === 'open'), ...unraised];
}

function headlineOf(
  results: readonly MetricResult[],
  attention: readonly Attention[],
): Headline | undefined {
  const first = attention.find(({ level }) => level === 'alert') ?? attention[0];
  if (first === undefined) return undefined;
  const subject = subjectOf(first.result);
  // What is measured now says more than what was when the alert was raised, as long as it is bad.
  const now = results.find((each) => subjectOf(each) === subject && levelOf(each) !== undefined);
  const { metric, words } = now ?? first.result;
  const more = attention.length > 1 ? ` And ${attention.length - 1} more.` : '';
  return { state: first.level, words: `${METRICS[metric].title}: ${words}${more}` };
}

/**
 * Nothing needs attention: then it depends on what answers everybody. `ok` takes that everything that is logged of it could
 * be judged; what was acknowledged or put off is known.
 */
function calmOf({ results, views, production }: Seen): Headline {
  const answers = results.filter(
    ({ deployment, metric }) => deployment === production && metric !== 'rollout',
  );
  const decides = answers.some(({ state }) => state !== 'no-data') ? answers : results;
  const states = decides.map(({ state }): MetricState => (isBad(state) ? 'ok' : state));
  const state = worstOf(states);
  if (state === 'ok') return { state, words: okWords(results, views) };
  if (state === 'no-data') return { state, words: 'Nothing was logged that could be judged.' };
  const first = decides.find((each) => each.state === state);
  return { state, words: first?.words ?? '' };
}

function isBad(state: MetricState): boolean {
  return state === 'warn' || state === 'alert';
}

function okWords(results: readonly MetricResult[], views: readonly AlertView[]): string {
  const judged = results.filter(({ state }) => state === 'ok' || isBad(state)).length;
  const known = views.filter(({ state }) => state === 'acknowledged' || state === 'snoozed').length;
  const found = known === 0 ? 'nothing stands out' : `${counted(known, 'alert')} known or put off`;
  const left = results.length - judged;
  const rest = left === 0 ? '' : `; ${left} could not be judged`;
  return `Of ${counted(results.length, 'figure')} ${judged} were judged: ${found}${rest}.`;
}
