import type { Memento } from 'vscode';
import * as z from 'zod';
import { METRIC_STATES } from '../../core/monitoring/metric.js';
import { metricResultSchema } from '../../core/monitoring/metricResult.js';
import type { MonitorReport } from '../../core/monitoring/monitorReport.js';

const KEY = 'codelumi.monitoring.report';

const alertSchema = z.object({
  id: z.string(),
  level: z.enum(['warn', 'alert']),
  state: z.enum(['open', 'acknowledged', 'snoozed', 'cleared']),
  raisedAt: z.string(),
  changedAt: z.string(),
  result: metricResultSchema,
  snoozedUntil: z.string().exactOptional(),
  by: z.string().exactOptional(),
  why: z.string().exactOptional(),
});

const reportSchema = z.object({
  schema: z.literal('codelumi.monitor/1'),
  tool_version: z.string(),
  at: z.iso.datetime(),
  state: z.enum(METRIC_STATES),
  words: z.string(),
  metrics: z.array(metricResultSchema),
  alerts: z.array(alertSchema),
});

/** What was looked at last, so that the status is right as the editor starts; undefined: nothing, or by another version. */
export function keptReport(state: Memento): MonitorReport | undefined {
  return reportSchema.safeParse(state.get(KEY)).data;
}

/** Alerts that are over are left out: there may be hundreds, and the journals have them. */
export function keepReport(state: Memento, report: MonitorReport): Thenable<void> {
  const alerts = report.alerts.filter((alert) => alert.state !== 'cleared');
  return state.update(KEY, { ...report, alerts });
}
