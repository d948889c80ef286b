import { DAY_MS } from '../../durations.js';
import { dayOf } from '../../workspace/paths.js';
import type { Span } from '../samples.js';

/** What "lately" is: today and the days before it. */
export const LATELY = 7;
/** What that is held against: the days before those. */
export const EARLIER = 56;

/** Whole days, UTC. */
export interface MeasuredDays extends Span {
  /** @param day `2026-02-01` */
  holds(day: string): boolean;
}

/**
 * So many days.
 * @param before how many days they end before the end of today; left out: with today
 */
export function daysOf(now: Date, count: number, before = 0): MeasuredDays {
  const tomorrow = Date.parse(`${dayOf(now)}T00:00:00Z`) + DAY_MS;
  const end = tomorrow - before * DAY_MS;
  const from = new Date(end - count * DAY_MS).toISOString();
  const to = new Date(end).toISOString();
  return { from, to, holds: (day) => day >= from.slice(0, 10) && day < to.slice(0, 10) };
}

/** `2026-02-01` of each day, oldest first. */
export function* eachDay({ from, to }: Span): Generator<string> {
  for (let time = Date.parse(from); time < Date.parse(to); time += DAY_MS)
    yield dayOf(new Date(time));
}
