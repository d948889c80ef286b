import type { AlertView } from '../../../src/core/monitoring/alerts/alertView.js';
import type { MetricResult } from '../../../src/core/monitoring/metricResult.js';
import type { MonitorReport } from '../../../src/core/monitoring/monitorReport.js';

export const LOOKED_AT = new Date('2026-02-10T11:30:00.000Z');
const DEPLOYMENT = 'dep-20260201-1a2b3c4d';

export function madeResult(changes: Partial<MetricResult> = {}): MetricResult {
  return {
    version: 1,
    metric: 'top-score',
    deployment: DEPLOYMENT,
    reranker: 'reranker 1.2.0',
    state: 'ok',
    words: 'Scores are as they were.',
    n: 400,
    m: 1_000,
    needed: { n: 200, m: 300 },
    ...changes,
  };
}

export function madeAlert(changes: Partial<AlertView> = {}): AlertView {
  return {
    id: 'al-20260210-1a2b3c4d',
    level: 'alert',
    state: 'open',
    raisedAt: '2026-02-10T09:00:00.000Z',
    changedAt: '2026-02-10T09:00:00.000Z',
    result: madeResult({ state: 'alert', words: 'Scores are lower by 0.2.' }),
    ...changes,
  };
}

export function madeReport(changes: Partial<MonitorReport> = {}): MonitorReport {
  return {
    schema: 'codelumi.monitor/1',
    tool_version: '0.1.0',
    at: LOOKED_AT.toISOString(),
    state: 'ok',
    words: 'All is as it was.',
    metrics: [madeResult()],
    alerts: [],
    ...changes,
  };
}

/** What a look may find where scores have fallen. */
export function alarming(): MonitorReport {
  const zeroHits = madeResult({
    metric: 'zero-hits',
    state: 'warming-up',
    n: 40,
    needed: { n: 200, m: 0 },
  });
  const own = madeResult({ metric: 'reject-rate', deployment: null, reranker: null });
  const { result } = madeAlert();
  return madeReport({
    state: 'alert',
    words: 'Top score is at alert.',
    metrics: [own, zeroHits, result],
    alerts: [madeAlert()],
  });
}
