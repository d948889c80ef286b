import { METRIC_IDS } from '../metric.js';
import type { MetricResult } from '../metricResult.js';

type Subject = Pick<MetricResult, 'metric' | 'deployment'>;

const OF_WORKSPACE = 'workspace';
const KEY = /^([a-z-]{1,40})@([\w-]{1,80})$/u;

/** `top-score@dep-20260201-1a2b3c4d`, `reject-rate@workspace`: what a result is about, in one word. */
export function metricKey({ metric, deployment }: Subject): string {
  return `${metric}@${deployment ?? OF_WORKSPACE}`;
}

/** What a key names; undefined where it is none. */
export function subjectOf(key: string): Subject | undefined {
  const [, named, deployment] = KEY.exec(key) ?? [];
  const metric = METRIC_IDS.find((id) => id === named);
  if (metric === undefined || deployment === undefined) return undefined;
  return { metric, deployment: deployment === OF_WORKSPACE ? null : deployment };
}
