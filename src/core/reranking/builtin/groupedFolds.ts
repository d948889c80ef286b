import { addToGroup } from '../../records/addToGroup.js';
import { compareBytes } from '../../records/byteOrder.js';
import { SeededRandom } from '../../statistics/seededRandom.js';

/** Cross-validation in five parts, or in as many as there are groups. */
const MOST_FOLDS = 5;

/**
 * Splits items into parts of about the same size without parting a group. The order of the items makes no difference to
 * which groups are together.
 */
export function groupedFolds<Item extends { readonly group: string }>(
  items: readonly Item[],
  seed: number,
): Item[][] {
  const groups = new Map<string, Item[]>();
  for (const item of items) addToGroup(groups, item.group, item);
  const names = [...groups.keys()].sort(compareBytes);
  const shuffled = new SeededRandom(seed).shuffled(names);
  const folds: Item[][] = Array.from({ length: Math.min(MOST_FOLDS, names.length) }, () => []);
  // Great groups first, each to the part that has least: no part is left with nothing.
  const greatFirst = shuffled.toSorted((a, b) => sizeOf(groups, b) - sizeOf(groups, a));
  for (const name of greatFirst) {
    const smallest = folds.reduce((least, fold) => (fold.length < least.length ? fold : least));
    smallest.push(...(groups.get(name) ?? []));
  }
  return folds;
}

function sizeOf(groups: ReadonlyMap<string, readonly unknown[]>, name: string): number {
  return groups.get(name)?.length ?? 0;
}
