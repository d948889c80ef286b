import type { JobContext } from '../../job.js';
import { dayIn } from './hour.js';
import { inOrder, rowKey } from './hourBook.js';
import type { HourRow } from './hourRow.js';
import { type KeptState, loadDay } from './keptStore.js';
import type { Rollups } from './rollups.js';

/** What was added up, with its hours. */
export interface OpenedStore extends Rollups {
  /** By deployment: when it was last asked, in milliseconds since the epoch. */
  readonly latest: ReadonlyMap<string, number>;
  /** Days that have rows, oldest first. */
  readonly days: readonly string[];
  /**
   * The rows of a day, in order.
   * @throws CodelumiError `invalid-input` where what was kept is damaged
   */
  hoursOf(day: string): Promise<readonly HourRow[]>;
}

export interface StoreContent {
  readonly state: Pick<KeptState, 'summaries' | 'growth' | 'rows' | 'latest' | 'days'>;
  /** Settled rows of days that are not kept in that form. */
  readonly changed: ReadonlyMap<string, readonly HourRow[]>;
  readonly unreadable: number;
}

export function openedStore(context: JobContext, content: StoreContent): OpenedStore {
  const { state, unreadable } = content;
  const { summaries, growth, rows, latest } = state;
  const days = new Set([...Object.keys(state.days), ...content.changed.keys()]);
  for (const { hour } of rows) days.add(dayIn(hour));
  const read = new Map<string, Promise<readonly HourRow[]>>();
  return {
    summaries,
    growth,
    unreadable,
    latest: new Map(Object.entries(latest)),
    days: [...days].sort(),
    hoursOf: (day) => {
      const known = read.get(day) ?? hoursOf(context, content, day);
      read.set(day, known);
      return known;
    },
  };
}

/** Whether it was opened with its hours. */
export function hasHours(rollups: Rollups): rollups is OpenedStore {
  return 'hoursOf' in rollups;
}

/** Rows of a stretch of time, in order. @param from first hour @param to the hour behind the last */
export async function hoursBetween(
  store: Pick<OpenedStore, 'days' | 'hoursOf'>,
  from: string,
  to: string,
): Promise<HourRow[]> {
  const rows: HourRow[] = [];
  for (const day of store.days)
    if (day >= dayIn(from) && day <= dayIn(to)) rows.push(...(await store.hoursOf(day)));
  return rows.filter(({ hour }) => hour >= from && hour < to);
}

async function hoursOf(
  context: JobContext,
  { state, changed }: StoreContent,
  day: string,
): Promise<readonly HourRow[]> {
  const hash = state.days[day];
  const settled = changed.get(day) ?? (hash === undefined ? [] : await loadDay(context, day, hash));
  const newer = state.rows.filter(({ hour }) => dayIn(hour) === day);
  const taken = new Set(newer.map(rowKey));
  return inOrder([...settled.filter((row) => !taken.has(rowKey(row))), ...newer]);
}
