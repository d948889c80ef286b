const DAY_MS = 24 * 3_600_000;

/**
 * @param cadence days; undefined: nobody wants them regularly
 * @param newest when the newest snapshot was built, ISO 8601; undefined: there is none
 * @param now milliseconds since the epoch
 */
export function isSnapshotDue(
  cadence: number | undefined,
  newest: string | undefined,
  now: number,
): boolean {
  if (cadence === undefined) return false;
  if (newest === undefined) return true;
  const age = now - Date.parse(newest);
  // A clock that was set back must not stop releases for years.
  return age < 0 || age >= cadence * DAY_MS;
}
