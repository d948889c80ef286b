import { CodelumiError } from '../errors.js';
import { byDay, statesOn } from './dayStates.js';
import type { DecideItem } from './decideMany.js';
import type { Viewing } from './overlap/blind.js';
import type { RefusedItem } from './refusedItem.js';
import type { ReviewReader } from './reviewReader.js';

/** Candidates as they stand now, to be shown and then decided on with `decideMany`. */
export interface DecideItems {
  readonly items: readonly DecideItem[];
  /** Those that cannot be read, with why. */
  readonly refused: readonly RefusedItem[];
}

/**
 * What `decideMany` needs of each: a decision on one that changes after this is refused.
 * @param viewing who is going to decide; undefined: nothing is hidden from them
 */
export async function readDecideItems(
  reader: ReviewReader,
  ids: readonly string[],
  viewing?: Viewing,
): Promise<DecideItems> {
  const items: DecideItem[] = [];
  const refused: RefusedItem[] = [];
  for (const [day, ofDay] of byDay(ids)) {
    for await (const found of statesOn(reader, day, ofDay, viewing)) {
      if ('error' in found) {
        const { error, id: candidate } = found;
        if (!(error instanceof CodelumiError)) throw error;
        refused.push({ candidate, reason: error.reason, message: error.message });
      } else {
        const { fingerprint, lastHash: on } = found.state;
        items.push({ candidate: found.id, fingerprint, on });
      }
    }
  }
  return { items, refused };
}
