import { HOUR_MS } from '../../durations.js';
import type { AlertView } from './alertView.js';

/**
 * The open alerts that a person has to be told of now: those never told of, those that changed since (their level, or what
 * put them off is over), and those that nobody has answered for `remindHours`.
 *
 * @param lastTold by id: when a person was told last, ISO 8601
 */
export function toRemind(
  views: readonly AlertView[],
  lastTold: ReadonlyMap<string, string>,
  now: Date,
  remindHours: number,
): AlertView[] {
  return views.filter(({ id, state, changedAt, snoozedUntil }) => {
    if (state !== 'open') return false;
    const told = Date.parse(lastTold.get(id) ?? '');
    if (Number.isNaN(told) || told < Date.parse(changedAt)) return true;
    if (snoozedUntil !== undefined && told < Date.parse(snoozedUntil)) return true;
    const age = now.getTime() - told;
    // A clock that was set back must not silence anything.
    return age < 0 || age >= remindHours * HOUR_MS;
  });
}
