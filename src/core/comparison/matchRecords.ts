import { addToGroup } from '../records/addToGroup.js';
import type { IndexedRecord } from './indexRecords.js';

/** Which record of one side is which of the other; -1: none. */
export class Matches {
  readonly toAfter: Int32Array;
  readonly toBefore: Int32Array;

  constructor(before: number, after: number) {
    this.toAfter = new Int32Array(before).fill(-1);
    this.toBefore = new Int32Array(after).fill(-1);
  }

  pair(before: number, after: number): void {
    this.toAfter[before] = after;
    this.toBefore[after] = before;
  }

  isFree(side: 'before' | 'after', index: number): boolean {
    return (side === 'before' ? this.toAfter : this.toBefore)[index] === -1;
  }
}

type KeyOf = (record: IndexedRecord) => string | undefined;

/**
 * Matches what is the same by some key: first records with the same id and content, then those with the same
 * id, then, where one of both has no id, those with the same content, then those with the same question.
 * Of several with one key the first goes with the first. Time and memory grow with the records.
 */
export function matchByKeys(
  before: readonly IndexedRecord[],
  after: readonly IndexedRecord[],
): Matches {
  const matches = new Matches(before.length, after.length);
  const sides = { before, after, matches };
  matchBy(sides, ({ id, digest }) => (id === undefined ? undefined : `${digest} ${id}`));
  matchBy(sides, ({ id }) => id);
  matchBy(sides, ({ digest, damage }) => `${damage ?? ''} ${digest}`, mayBeOne);
  matchBy(sides, ({ question }) => question, mayBeOne);
  return matches;
}

/** Records with two ids are two records, however alike. */
export function mayBeOne(one: IndexedRecord, other: IndexedRecord): boolean {
  const haveIds = one.id !== undefined && other.id !== undefined;
  return !haveIds && one.damage === other.damage;
}

interface Sides {
  readonly before: readonly IndexedRecord[];
  readonly after: readonly IndexedRecord[];
  readonly matches: Matches;
}

/** Looked at with one key: a file full of one record must not make this quadratic. */
const MOST_LOOKED_AT = 64;

function matchBy(
  { before, after, matches }: Sides,
  keyOf: KeyOf,
  isAllowed: (one: IndexedRecord, other: IndexedRecord) => boolean = () => true,
): void {
  const groups = new Map<string, number[]>();
  for (let index = before.length - 1; index >= 0; index -= 1) {
    const key = freeKey(before[index], matches.isFree('before', index), keyOf);
    if (key !== undefined) addToGroup(groups, key, index);
  }
  for (const [index, record] of after.entries()) {
    const key = freeKey(record, matches.isFree('after', index), keyOf);
    const group = key === undefined ? undefined : groups.get(key);
    if (group === undefined) continue;
    // Groups are in reverse, so that what is taken from the end is the first of its file.
    const at = lastAllowed(group, (each) => {
      const other = before[each];
      return other !== undefined && isAllowed(other, record);
    });
    const found = at < 0 ? undefined : group[at];
    if (found === undefined) continue;
    group.splice(at, 1);
    matches.pair(found, index);
  }
}

function freeKey(
  record: IndexedRecord | undefined,
  isFree: boolean,
  keyOf: KeyOf,
): string | undefined {
  return record === undefined || !isFree ? undefined : keyOf(record);
}

function lastAllowed(group: readonly number[], isAllowed: (index: number) => boolean): number {
  const end = Math.max(0, group.length - MOST_LOOKED_AT);
  for (let at = group.length - 1; at >= end; at -= 1) {
    if (isAllowed(group[at] ?? -1)) return at;
  }
  return -1;
}
