import type { AlertView } from './alerts/alertView.js';
import type { MetricState } from './metric.js';
import type { MetricResult } from './metricResult.js';

/** What a look at everything that is watched came to. */
export interface MonitorReport {
  readonly schema: 'codelumi.monitor/1';
  readonly tool_version: string;
  /** ISO 8601. */
  readonly at: string;
  /** The worst that needs attention: an alert that was acknowledged or put off does not count. */
  readonly state: MetricState;
  /** As a sentence. */
  readonly words: string;
  readonly metrics: readonly MetricResult[];
  /** Open ones first, the newest first. */
  readonly alerts: readonly AlertView[];
}
