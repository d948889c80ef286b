import { addToGroup } from '../../records/addToGroup.js';
import { compareBytes } from '../../records/byteOrder.js';
import { quantile } from '../../statistics/summaries.js';
import { addLines } from './addLines.js';
import type { DaySummary } from './daySummary.js';
import { dayIn } from './hour.js';
import type { HourRow } from './hourRow.js';

/** Adds the hours of days up, one summary a day, deployment and reranker; oldest first. */
export function summariseDays(rows: readonly HourRow[]): DaySummary[] {
  const groups = new Map<string, HourRow[]>();
  for (const row of rows)
    addToGroup(groups, JSON.stringify([dayIn(row.hour), row.deployment, row.reranker]), row);
  return [...groups]
    .sort(([a], [b]) => compareBytes(a, b))
    .map(([, group]) => summaryOf(group as [HourRow, ...HourRow[]]));
}

function summaryOf(rows: readonly [HourRow, ...HourRow[]]): DaySummary {
  const [{ hour, deployment, reranker }] = rows;
  const sum = (name: 'searches' | 'sessions' | 'zero_hits' | 'negative' | 'positive' | 'errors') =>
    rows.reduce((total, row) => total + row[name], 0);
  const top = rows.flatMap((row) => row.top).sort((a, b) => a - b);
  const latency = rows.flatMap((row) => row.latency).sort((a, b) => a - b);
  return {
    day: dayIn(hour),
    deployment,
    reranker,
    searches: sum('searches'),
    sessions: sum('sessions'),
    zero_hits: sum('zero_hits'),
    negative: sum('negative'),
    positive: sum('positive'),
    errors: sum('errors'),
    top: topOf(top),
    latency: latencyOf(latency),
    lines: linesOf(rows),
  };
}

function topOf(values: readonly number[]): DaySummary['top'] {
  if (values.length === 0) return null;
  const [p10, p50, p90] = [quantile(values, 0.1), quantile(values, 0.5), quantile(values, 0.9)];
  return { n: values.length, p10, p50, p90 };
}

function latencyOf(values: readonly number[]): DaySummary['latency'] {
  if (values.length === 0) return null;
  return { n: values.length, p50: quantile(values, 0.5), p95: quantile(values, 0.95) };
}

function linesOf(rows: readonly HourRow[]): DaySummary['lines'] {
  const lines: DaySummary['lines'] = [];
  for (const row of rows) for (const stretch of row.lines) addLines(lines, stretch);
  return lines;
}
