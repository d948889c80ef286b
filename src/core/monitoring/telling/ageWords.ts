import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../durations.js';
import { counted } from '../../records/counted.js';

/**
 * `3 hours ago`, rounded down.
 * @param at ISO 8601; a time to come, as after a clock was set back, is told as it stands
 */
export function ageWords(at: string, now: Date): string {
  const age = now.getTime() - Date.parse(at);
  if (!(age >= 0)) return `at ${at}`;
  if (age < MINUTE_MS) return 'less than a minute ago';
  if (age < HOUR_MS) return `${counted(Math.floor(age / MINUTE_MS), 'minute')} ago`;
  if (age < DAY_MS) return `${counted(Math.floor(age / HOUR_MS), 'hour')} ago`;
  return `${counted(Math.floor(age / DAY_MS), 'day')} ago`;
}

/** The same where there is little room: `3 h`, `2 d`. */
export function shortAge(milliseconds: number): string {
  return milliseconds < DAY_MS
    ? `${Math.floor(milliseconds / HOUR_MS)} h`
    : `${Math.floor(milliseconds / DAY_MS)} d`;
}
