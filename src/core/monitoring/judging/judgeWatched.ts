import type { MonitoringSettings } from '../../workspace/settings/monitoringSchema.js';
import type { MetricId } from '../metric.js';
import type { MetricResult } from '../metricResult.js';
import type { Watched } from '../samples.js';
import { judgeErrors, judgeNegativeFeedback, judgeZeroHits } from './judgeEvents.js';
import { judgeHitMix } from './judgeHitMix.js';
import { judgeLatency } from './judgeLatency.js';
import { judgeScores } from './judgeScores.js';
import { type Comparison, comparisonOf } from './watchedResult.js';

const JUDGES: readonly (readonly [MetricId, (comparison: Comparison) => MetricResult])[] = [
  ['top-score', (comparison) => judgeScores('top-score', comparison)],
  ['score-margin', (comparison) => judgeScores('score-margin', comparison)],
  ['hit-mix', judgeHitMix],
  ['zero-hits', judgeZeroHits],
  ['negative-feedback', judgeNegativeFeedback],
  ['errors', judgeErrors],
  ['latency', judgeLatency],
];

/**
 * Holds what a deployment did of late against what is normal for it: one result a metric, always in the same order. Each is by
 * itself; `correctTogether` takes account of how many there are. The order of the rows in a sample does not matter.
 */
export function judgeWatched(
  watched: Watched,
  settings: MonitoringSettings,
  now: Date,
): MetricResult[] {
  const comparison = comparisonOf(watched, settings, now);
  return JUDGES.map(([metric, judge]) =>
    typeof comparison === 'function' ? comparison(metric) : judge(comparison),
  );
}
