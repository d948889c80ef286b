import type { JobContext } from '../../job.js';
import { dayIn, hourOf } from './hour.js';
import { type HourBook, rowKey } from './hourBook.js';
import type { KeptState } from './keptStore.js';
import { openedStore } from './openedStore.js';

export interface ReadAnew {
  /** Of all searches that were read anew, in milliseconds since the epoch; infinite where there were none. */
  readonly earliest: number;
  readonly settled: HourBook;
  readonly open: HourBook;
}

export interface OlderHours {
  /** By day: the digits in the names of files that stay. */
  readonly days: KeptState['days'];
  /** Whether the summary of a day is what it was. */
  readonly isKept: (day: string) => boolean;
}

/**
 * Keeps, where logs were read anew, what was counted before all that is there: a log that was rotated away takes nothing with
 * it. An hour in which the old log ended before the new one began is both together; else the new one counts.
 */
export async function keepOlderHours(
  context: JobContext,
  kept: KeptState,
  { earliest, settled, open }: ReadAnew,
): Promise<OlderHours> {
  const first = Number.isFinite(earliest) ? hourOf(earliest) : '9999';
  const isBefore = Math.max(0, ...Object.values(kept.latest)) < earliest;
  const old = openedStore(context, { state: kept, changed: new Map(), unreadable: 0 });
  const unsettled = new Set(kept.rows.map(({ hour }) => dayIn(hour)));
  const days: Record<string, string> = {};
  for (const day of old.days.filter((each) => each <= dayIn(first))) {
    const hash = kept.days[day];
    if (day < dayIn(first) && hash !== undefined && !unsettled.has(day)) {
      days[day] = hash;
      continue;
    }
    for (const row of await old.hoursOf(day)) {
      if (row.hour > first || (row.hour === first && !isBefore)) continue;
      const isOpen = open.changed.some((each) => rowKey(each) === rowKey(row));
      await settled.merge(row);
      // What may change was counted on a copy of the settled row, before this came to it.
      if (isOpen) await open.merge(row);
    }
  }
  return { days, isKept: (day) => day < dayIn(first) };
}
