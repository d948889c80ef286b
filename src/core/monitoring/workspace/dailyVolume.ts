import type { DailyValue } from '../samples.js';
import { daysOf, EARLIER, eachDay } from './measuredDays.js';
import type { WorkspaceMeasures } from './workspaceMeasures.js';

/**
 * How many candidates each whole day brought: the 56 days before today, from the first on that brought any. Today is left out,
 * for more may come.
 */
export function dailyVolume({ mined }: Pick<WorkspaceMeasures, 'mined'>, now: Date): DailyValue[] {
  const counts = new Map(mined.map((each) => [each.day, each.mined]));
  const [first] = mined;
  if (first === undefined) return [];
  return [...eachDay(daysOf(now, EARLIER, 1))]
    .filter((day) => day >= first.day)
    .map((day) => ({ day, value: counts.get(day) ?? 0 }));
}
