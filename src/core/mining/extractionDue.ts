import { DAY_MS, WEEK_MS } from '../durations.js';
import type { Schedule } from '../workspace/settings/cadenceSchema.js';

const PERIOD_MS: Readonly<Record<Schedule, number>> = {
  off: Number.POSITIVE_INFINITY,
  daily: DAY_MS,
  weekly: WEEK_MS,
};

/**
 * @param lastRun milliseconds since the epoch; undefined: never
 * @param now milliseconds since the epoch
 */
export function isExtractionDue(
  schedule: Schedule,
  lastRun: number | undefined,
  now: number,
): boolean {
  if (schedule === 'off') return false;
  // A clock that was set back must not stop extraction for years.
  return lastRun === undefined || now < lastRun || now - lastRun >= PERIOD_MS[schedule];
}

/** When the next extraction is due, in milliseconds since the epoch; undefined: never, or at once. */
export function nextExtraction(
  schedule: Schedule,
  lastRun: number | undefined,
): number | undefined {
  if (schedule === 'off' || lastRun === undefined) return undefined;
  return lastRun + PERIOD_MS[schedule];
}
