import { DAY_MS, HOUR_MS } from '../../durations.js';
import type { AlertView } from '../alerts/alertView.js';
import { METRICS, type MetricState } from '../metric.js';
import type { MetricResult } from '../metricResult.js';
import type { MonitorReport } from '../monitorReport.js';
import { ageWords, shortAge } from './ageWords.js';
import { gathered, STATE_NAMES, stateWords } from './stateWords.js';

/** The editor looks every hour: what is older is told with its age. */
const AGE_TOLD_MS = 2 * HOUR_MS;
const MOST_ALERTS = 3;

/** What is known of everything that is watched, for one place with little room. */
export interface DriftStatus {
  /**
   * `ok`, `warming up 120 of 300`, `drift?`, `drift!`, `stale`, `no data`, with its age where it is old; undefined: nobody's
   * answers are watched, and nothing else is amiss.
   */
  readonly short: string | undefined;
  /** The same in full, and why. */
  readonly sentences: readonly string[];
  /** Whether an alert is open: somebody should look now. */
  readonly isAlert: boolean;
}

export interface Looked {
  /** undefined: it was never looked. */
  readonly report: MonitorReport | undefined;
  /** Why the last look came to nothing; a sentence. */
  readonly failure: string | undefined;
}

/** @returns undefined: it was never looked */
export function driftStatus({ report, failure }: Looked, now: Date): DriftStatus | undefined {
  const failed = failure === undefined ? [] : [`The last look failed: ${failure}`];
  if (report === undefined)
    return failure === undefined
      ? undefined
      : { short: 'not watched', sentences: failed, isAlert: false };
  const open = report.alerts.filter(({ state }) => state === 'open');
  return {
    short: isIdle(report) && failure === undefined ? undefined : shortWords(report, failure, now),
    sentences: [
      // The words of a report are those of its alerts.
      ...(open.length > 0
        ? [`Watching: ${STATE_NAMES[report.state]}.`, ...alertSentences(open)]
        : [`Watching: ${STATE_NAMES[report.state]}. ${report.words}`]),
      ...failed,
      `Looked ${ageWords(report.at, now)}.`,
    ],
    isAlert: open.some(({ level }) => level === 'alert'),
  };
}

/** Whether there is nothing yet to watch: then a line in the tooltip is enough. */
function isIdle({ state, metrics }: Pick<MonitorReport, 'state' | 'metrics'>): boolean {
  return state === 'no-data' && metrics.every(({ deployment }) => deployment === null);
}

function shortWords(report: MonitorReport, failure: string | undefined, now: Date): string {
  const age = now.getTime() - Date.parse(report.at);
  const needsSomebody = report.state === 'alert' || report.state === 'warn';
  // What was well once is not well for want of a look.
  if (!needsSomebody && failure !== undefined) return 'not watched';
  if (!needsSomebody && age >= DAY_MS) return `not watched for ${shortAge(age)}`;
  const words = stateInShort(report);
  return age >= AGE_TOLD_MS ? `${words} ${shortAge(age)} ago` : words;
}

const IN_SHORT: Readonly<Record<MetricState, string>> = {
  ...STATE_NAMES,
  warn: 'drift?',
  alert: 'drift!',
};

function stateInShort({ state, metrics }: Pick<MonitorReport, 'state' | 'metrics'>): string {
  if (state !== 'warming-up') return IN_SHORT[state];
  // Of the days and candidates of a workspace nobody thinks at a bare number.
  const [farthest] = metrics
    .filter((metric) => metric.state === 'warming-up' && metric.deployment !== null)
    .toSorted((a, b) => missing(b) - missing(a));
  return farthest === undefined ? IN_SHORT[state] : stateWords(farthest);
}

function missing(result: MetricResult): number {
  const { have, need } = gathered(result);
  return need - have;
}

function alertSentences(open: readonly AlertView[]): string[] {
  const more = open.length - MOST_ALERTS;
  return [
    ...open
      .slice(0, MOST_ALERTS)
      .map(
        ({ level, result }) =>
          `${METRICS[result.metric].title} (${STATE_NAMES[level]}): ${result.words}`,
      ),
    ...(more > 0 ? [`And ${more} more.`] : []),
  ];
}
