import { METRICS } from '../../../../src/core/monitoring/metric.js';
import {
  JUDGING_VERSION,
  type MetricResult,
} from '../../../../src/core/monitoring/metricResult.js';

export const DEPLOYMENT = 'dep-20261101-0000000a';

/** What a metric says; of top scores that are fine, unless said otherwise. */
export function result(over: Partial<MetricResult> = {}): MetricResult {
  const state = over.state ?? 'ok';
  const value = { ok: 0.03, warn: 0.12, alert: 0.3 }[state as string] ?? 0;
  return {
    version: JUDGING_VERSION,
    metric: 'top-score',
    deployment: DEPLOYMENT,
    reranker: null,
    state,
    words: `${METRICS[over.metric ?? 'top-score'].title}: ${state}.`,
    n: 400,
    m: 1_000,
    needed: { n: 200, m: 300 },
    statistic: { name: 'kolmogorov-smirnov', value },
    p: state === 'ok' ? 0.4 : 0.000_1,
    adjusted_p: state === 'ok' ? 0.9 : 0.000_5,
    threshold: { warn: 0.1, alert: 0.15, warn_p: 0.01, alert_p: 0.001 },
    ...over,
  };
}
