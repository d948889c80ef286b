import { type CharacterClass, isIn } from './characterClass.js';

export interface LongRun {
  readonly start: number;
  readonly end: number;
}

/**
 * Every run of at least `least` characters of a class. Looks at every `least`-th character only, and around it
 * where it belongs to the class: what separates words shows soon that no long run is near.
 */
export function longRuns(text: string, set: CharacterClass, least: number): LongRun[] {
  const runs: LongRun[] = [];
  let floor = 0;
  for (let at = least - 1; at < text.length; at = floor + least - 1) {
    let start = at + 1;
    while (start > floor && isIn(set, text.charCodeAt(start - 1))) start -= 1;
    let end = at + 1;
    if (start > at) {
      floor = end;
      continue;
    }
    while (end < text.length && isIn(set, text.charCodeAt(end))) end += 1;
    if (end - start >= least) runs.push({ start, end });
    floor = end + 1;
  }
  return runs;
}
