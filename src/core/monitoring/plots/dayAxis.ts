import { DAY_MS } from '../../durations.js';

/** A year, with its leap day. */
export const MOST_DAYS = 366;

/**
 * Every day from the first to the last of some, so that a day without anything has its place; of longer stretches the newest
 * days. Days are `2026-02-01`, UTC; others are passed over.
 */
export function dayAxis(days: Iterable<string>, most = MOST_DAYS): string[] {
  const times = [...days].map((day) => Date.parse(`${day}T00:00:00Z`)).filter(Number.isFinite);
  if (times.length === 0) return [];
  const last = times.reduce((a, b) => Math.max(a, b));
  const first = Math.max(
    times.reduce((a, b) => Math.min(a, b)),
    last - (most - 1) * DAY_MS,
  );
  return Array.from({ length: Math.round((last - first) / DAY_MS) + 1 }, (_, index) =>
    new Date(first + index * DAY_MS).toISOString().slice(0, 10),
  );
}
