import type { AlertView } from '../../../../src/core/monitoring/alerts/alertView.js';
import type { MetricResult } from '../../../../src/core/monitoring/metricResult.js';
import type { MonitorReport } from '../../../../src/core/monitoring/monitorReport.js';
import type { PlotData } from '../../../../src/core/monitoring/plots/plotData.js';
import type { Sample, Watched } from '../../../../src/core/monitoring/samples.js';
import type { DaySummary } from '../../../../src/core/monitoring/store/daySummary.js';
import type { WorkspaceMeasures } from '../../../../src/core/monitoring/workspace/workspaceMeasures.js';

export const DEPLOYMENT = 'dep-20260201-1a2b3c4d';

export const NO_MEASURES: WorkspaceMeasures = {
  mined: [],
  decided: [],
  reviewers: [],
  agreement: null,
  staleness: { entries: 0, citing: 0, stale: [] },
  gaps: [],
  funnel: [],
};

export function result(changes: Partial<MetricResult> = {}): MetricResult {
  return {
    version: 1,
    metric: 'top-score',
    deployment: DEPLOYMENT,
    reranker: 'builtin 1.2.0',
    state: 'alert',
    words: 'Top scores are lower than after the release.',
    n: 400,
    m: 600,
    needed: { n: 200, m: 300 },
    ...changes,
  };
}

export function alert(changes: Partial<AlertView> = {}): AlertView {
  return {
    id: 'al-20260208-1a2b3c4d',
    level: 'alert',
    state: 'open',
    raisedAt: '2026-02-08T09:00:00Z',
    changedAt: '2026-02-08T09:00:00Z',
    result: result(),
    ...changes,
  };
}

export function report(changes: Partial<MonitorReport> = {}): MonitorReport {
  return {
    schema: 'codelumi.monitor/1',
    tool_version: '0.1.0',
    at: '2026-02-10T12:00:00Z',
    state: 'alert',
    words: 'One alert is open.',
    metrics: [result()],
    alerts: [alert()],
    ...changes,
  };
}

/** A day of one deployment; its lines are those of that day. */
export function day(date: string, changes: Partial<DaySummary> = {}): DaySummary {
  const first = Number(date.slice(8)) * 100;
  return {
    day: date,
    deployment: DEPLOYMENT,
    reranker: 'builtin 1.2.0',
    searches: 60,
    sessions: 40,
    zero_hits: 4,
    negative: 6,
    positive: 10,
    errors: 0,
    top: { n: 40, p10: 0.4, p50: 0.6, p90: 0.8 },
    latency: { n: 40, p50: 120, p95: 300 },
    lines: [{ file: 'userData/kb_usage.jsonl', first, last: first + 59 }],
    ...changes,
  };
}

export function sample(changes: Partial<Sample> = {}): Sample {
  return {
    span: { from: '2026-02-03T00:00:00Z', to: '2026-02-10T12:00:00Z' },
    sessions: 4,
    searches: 6,
    zeroHits: 0,
    negative: 0,
    positive: 0,
    errors: 0,
    top: [0.2, 0.3, 0.3, 0.9],
    margin: [],
    hits: new Map([
      ['kb-1', 3],
      ['kb-2', 1],
    ]),
    latency: [],
    ...changes,
  };
}

export function watched(changes: Partial<Watched> = {}): Watched {
  return {
    deployment: DEPLOYMENT,
    reranker: 'builtin 1.2.0',
    reference: {
      file: '.codelumi/monitoring/references/x.json',
      sha256: '0'.repeat(64),
      deployment: DEPLOYMENT,
      reranker: 'builtin 1.2.0',
      sample: sample({
        top: [0.7, 0.8],
        hits: new Map([
          ['kb-2', 1],
          ['kb-3', 1],
        ]),
      }),
    },
    gathered: 4,
    windows: [sample()],
    latest: '2026-02-10T11:00:00Z',
    ...changes,
  };
}

export function plotData(changes: Partial<PlotData> = {}): PlotData {
  return {
    rollups: { summaries: [], growth: [], unreadable: 0 },
    watched: [],
    measures: NO_MEASURES,
    report: report(),
    production: [],
    ...changes,
  };
}
