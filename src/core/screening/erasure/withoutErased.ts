import type { Tombstones } from './tombstones.js';

/** Stands where something was erased. Not in brackets of its own kind by chance: it is no placeholder of screening. */
export const ERASED = '[ERASED]';

/** Plain data in which every string that holds something that was erased says so instead. */
export function withoutErased<T>(value: T, tombstones: Pick<Tombstones, 'isEmpty' | 'holds'>): T {
  if (tombstones.isEmpty) return value;
  return mapStrings(value, (text) => (tombstones.holds(text) ? ERASED : text)) as T;
}

/** Plain data with every string in it exchanged; keys stay. */
export function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((each) => mapStrings(each, change));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]) => [key, mapStrings(each, change)]);
  return Object.fromEntries(entries);
}
