import type { DaySummary } from '../store/daySummary.js';
import type { PlotSeries } from './plot.js';

/** Conversations of one day, of everybody who answered. */
export interface DayCounts {
  readonly sessions: number;
  readonly zeroHits: number;
  readonly positive: number;
  readonly negative: number;
}

/** By day of the axis; undefined where nobody asked. */
export function countsByDay(
  days: readonly string[],
  summaries: readonly DaySummary[],
): (DayCounts | undefined)[] {
  const byDay = new Map<string, DayCounts>();
  for (const { day, sessions, zero_hits: zeroHits, positive, negative } of summaries) {
    const known = byDay.get(day) ?? { sessions: 0, zeroHits: 0, positive: 0, negative: 0 };
    byDay.set(day, {
      sessions: known.sessions + sessions,
      zeroHits: known.zeroHits + zeroHits,
      positive: known.positive + positive,
      negative: known.negative + negative,
    });
  }
  return days.map((day) => byDay.get(day));
}

/** A share of each day's conversations; a day without any has none. */
export function shareSeries(
  name: string,
  counts: readonly (DayCounts | undefined)[],
  of: (day: DayCounts) => number,
): PlotSeries {
  return {
    name,
    role: 'plain',
    values: counts.map((day) =>
      day === undefined || day.sessions === 0 ? null : of(day) / day.sessions,
    ),
  };
}
