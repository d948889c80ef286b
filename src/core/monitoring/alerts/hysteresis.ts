import type { MetricResult } from '../metricResult.js';

type StatisticName = NonNullable<MetricResult['statistic']>['name'];

/** By what part of its warning limit a statistic has to be below; e-values are read on a logarithmic scale. */
const WITHIN: Partial<Record<StatisticName, number>> = {
  'kolmogorov-smirnov': 0.8,
  'jensen-shannon': 0.8,
  'robust-z': 0.8,
  share: 0.8,
  'e-value': 0.25,
};
/** So many times the p that warns speaks clearly for chance. */
const P_FACTOR = 5;

/**
 * Whether a metric is back to normal, and not just below what warns: else an alert whose metric lies at its limit would
 * come and go with each look. Needs nothing but this look, so it is the same in every clone.
 */
export function isWellWithin(result: MetricResult): boolean {
  const { state, statistic, threshold } = result;
  if (state !== 'ok') return false;
  if (statistic === undefined || threshold === undefined) return true;
  const p = result.adjusted_p ?? result.p;
  if (p !== undefined && threshold.warn_p !== undefined && p >= P_FACTOR * threshold.warn_p)
    return true;
  const part = WITHIN[statistic.name];
  return part === undefined || Math.abs(statistic.value) <= part * threshold.warn;
}
