import { HOUR_MS } from '../../durations.js';

const DAY_HOURS = 24;

export function hoursBetween(from: number, to: number): number {
  return (to - from) / HOUR_MS;
}

/** "5.5 hours", "3 days": rounded down, so that nothing is called over before it is. */
export function spanOf(hours: number): string {
  if (hours >= 2 * DAY_HOURS) return `${tenths(hours / DAY_HOURS)} days`;
  return hours === 1 ? '1 hour' : `${tenths(hours)} hours`;
}

function tenths(value: number): string {
  return String(Math.floor(value * 10) / 10);
}
