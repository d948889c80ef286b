import type { Span } from '../samples.js';
import type { DaySummary } from '../store/daySummary.js';
import { type Answerer, isSameAnswerer } from './deploymentName.js';
import type { PlotSource } from './plot.js';

/** Places that one figure names at most. */
const MOST = 8;

/** The newest few of some lines, the newest first. */
export function newestLines(lines: readonly PlotSource[]): PlotSource[] {
  return lines.slice(-MOST).reverse();
}

/** The lines of the days that lie in a stretch of time, of one answerer. */
export function linesWithin(
  { from, to }: Span,
  summaries: readonly DaySummary[],
  answerer: Answerer,
): PlotSource[] {
  const [first, last] = [from.slice(0, 10), to.slice(0, 10)];
  return newestLines(
    summaries
      .filter((summary) => isSameAnswerer(summary, answerer))
      .filter(({ day }) => day >= first && day <= last)
      .flatMap(({ lines }) => lines),
  );
}

/** By day of the axis. */
export function linesByDay(
  days: readonly string[],
  rows: readonly { readonly day: string; readonly lines: readonly PlotSource[] }[],
): PlotSource[][] {
  const byDay = new Map<string, PlotSource[]>();
  for (const { day, lines } of rows) byDay.set(day, [...(byDay.get(day) ?? []), ...lines]);
  return days.map((day) => newestLines(byDay.get(day) ?? []));
}
