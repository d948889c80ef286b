/** How often candidates are extracted by themselves. */
export const SCHEDULES = ['off', 'daily', 'weekly'] as const;

export type Schedule = (typeof SCHEDULES)[number];

const DAY_MS = 24 * 3_600_000;
const PERIOD_MS: Readonly<Record<Schedule, number>> = {
  off: Number.POSITIVE_INFINITY,
  daily: DAY_MS,
  weekly: 7 * DAY_MS,
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
