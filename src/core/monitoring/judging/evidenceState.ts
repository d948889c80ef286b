import type { MonitoringSettings } from '../../workspace/settings/monitoringSchema.js';
import type { MetricResult } from '../metricResult.js';
import { GREATEST_EVIDENCE } from './figureWords.js';

/**
 * What evidence leads to. It holds however little there is, so too few observations keep nobody from being warned, only from being
 * told that all is well.
 */
export function evidenceState(
  found: number,
  { warn, alert }: MonitoringSettings['evidence'],
  isEnough: boolean,
): { readonly state: MetricResult['state'] } & Pick<MetricResult, 'statistic' | 'threshold'> {
  const state = found > alert ? 'alert' : found > warn ? 'warn' : isEnough ? 'ok' : 'warming-up';
  const value = Math.min(found, GREATEST_EVIDENCE);
  return { state, statistic: { name: 'e-value', value }, threshold: { warn, alert } };
}
