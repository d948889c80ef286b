import type { JsonObject } from './readItem.js';

/** What Date can hold; anything else would make an invalid timestamp later. */
const LARGEST_TIME = 8.64e15;

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
  return typeof value === 'number' && Number.isFinite(value) && Math.abs(value) <= LARGEST_TIME;
}
