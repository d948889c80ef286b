import { DAY_MS } from '../../durations.js';
import type { MonitoringSettings } from '../../workspace/settings/monitoringSchema.js';
import type { Sample } from '../samples.js';
import { hourOf, hourStart } from './hour.js';
import type { HourRow } from './hourRow.js';
import { sampleOf } from './sampleOf.js';

/** How far back both windows can reach: the first of their hours. @param now milliseconds since the epoch */
export function windowsStart(now: number, { days }: MonitoringSettings['window']): string {
  return hourOf(Math.max(0, now - 2 * days * DAY_MS));
}

/**
 * The present window (the last days, of which the newest sessions count), and the one right before it. Whole hours: where
 * the newest hour alone has more sessions than a window holds, it is the window.
 *
 * @param rows of one deployment and reranker
 * @param now milliseconds since the epoch
 */
export function windowsOf(
  rows: readonly HourRow[],
  settings: MonitoringSettings['window'],
  now: number,
): [Sample, Sample] {
  const present = windowBefore(rows, settings, new Date(now).toISOString());
  return [present, windowBefore(rows, settings, present.span.from)];
}

/** @param to ISO 8601 */
function windowBefore(
  rows: readonly HourRow[],
  { days, sessions: most }: MonitoringSettings['window'],
  to: string,
): Sample {
  const earliest = hourOf(Math.max(0, Date.parse(to) - days * DAY_MS));
  const inReach = rows.filter(({ hour }) => hour >= earliest && hourStart(hour) < Date.parse(to));
  const byHour = new Map<string, HourRow[]>();
  for (const row of inReach.toSorted((a, b) => (a.hour < b.hour ? 1 : -1)))
    byHour.set(row.hour, [...(byHour.get(row.hour) ?? []), row]);
  const taken: HourRow[] = [];
  let [from, count] = [earliest, 0];
  for (const [hour, group] of byHour) {
    const sessions = group.reduce((sum, row) => sum + row.sessions, 0);
    if (count > 0 && count + sessions > most) break;
    taken.push(...group);
    count += sessions;
    from = hour;
  }
  const isCut = taken.length < inReach.length;
  const begin = isCut ? from : earliest;
  return sampleOf(taken.reverse(), { from: `${begin}:00:00.000Z`, to });
}
