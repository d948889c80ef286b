/** `2026-02-01T13`, UTC, of milliseconds since the epoch. */
export function hourOf(time: number): string {
  return new Date(time).toISOString().slice(0, 13);
}

/** When an hour begins, in milliseconds since the epoch. */
export function hourStart(hour: string): number {
  return Date.parse(`${hour}:00:00Z`);
}

/** `2026-02-01`: the day of an hour, or of milliseconds since the epoch; UTC. */
export function dayIn(time: string | number): string {
  return (typeof time === 'string' ? time : hourOf(time)).slice(0, 10);
}
