import { sha256 } from '../../records/sha256.js';
import { dayOf } from '../../workspace/paths.js';
import type { MetricResult } from '../metricResult.js';

type Subject = Pick<MetricResult, 'metric' | 'deployment' | 'reranker'>;

/** What an alert is about. At any time there is at most one alert about it that is not over. */
export function subjectOf({ metric, deployment, reranker }: Subject): string {
  return JSON.stringify([metric, deployment, reranker]);
}

/**
 * The id of a new alert: the same in two clones that see the same thing on the same day, so that they merge into one.
 * @param before the last alert about the same, which is over; undefined: there was none
 */
export function alertId(subject: Subject, before: string | undefined, now: Date): string {
  const day = dayOf(now).replaceAll('-', '');
  return `al-${day}-${sha256(`${subjectOf(subject)}\n${day}\n${before ?? ''}`).slice(0, 8)}`;
}
