import type { MetricResult } from '../metricResult.js';

/** An alert as the journals give it. */
export interface AlertView {
  readonly id: string;
  readonly level: 'warn' | 'alert';
  /** `open` needs attention; `snoozed` does again after `snoozedUntil`. */
  readonly state: 'open' | 'acknowledged' | 'snoozed' | 'cleared';
  readonly raisedAt: string;
  readonly changedAt: string;
  /** What was measured last when it was raised or its level changed. */
  readonly result: MetricResult;
  readonly snoozedUntil?: string;
  readonly by?: string;
  readonly why?: string;
}
