const minute = 60_000;
export const day = 24 * 60 * minute;

/** `2026-10-19T08:00:00Z` and the like, read as UTC whatever the machine's zone. */
export function utc(text: string): number {
  return Date.parse(`${text}Z`);
}

export function iso(epoch: number): string {
  return new Date(epoch).toISOString().replace('.000Z', 'Z');
}

export function minutes(count: number): number {
  return Math.round(count * minute);
}
