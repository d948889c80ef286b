import type { JsonObject } from './readItem.js';

/** The years 0 to 9999: what is outside has no timestamp that our own files would take. */
const FIRST_TIME = Date.parse('0000-01-01T00:00:00Z');
const LAST_TIME = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * Milliseconds since the epoch: `t` in one generation, `ts` in another. Values that cannot be a time
 * are no time.
 */
export function epochTimeOf(value: JsonObject): number | undefined {
  return [value['t'], value['ts']].find(isEpochMilliseconds);
}

/** Milliseconds since the epoch, of a `timestamp` as the assistant's own logs write it (ISO 8601). */
export function timestampOf({ timestamp }: JsonObject): number | undefined {
  const time = typeof timestamp === 'string' ? Date.parse(timestamp.slice(0, 40)) : timestamp;
  return isEpochMilliseconds(time) ? time : undefined;
}

export function isEpochMilliseconds(value: unknown): value is number {
  return typeof value === 'number' && value >= FIRST_TIME && value <= LAST_TIME;
}
