import { throwIfCancelled } from '../errors.js';
import { addToGroup } from '../records/addToGroup.js';
import type { JsonObject } from '../records/readItem.js';
import { termsOf } from '../retrieval/analyser.js';
import { jaccard, termHashes } from '../retrieval/minHash.js';
import type { IndexedRecord } from './indexRecords.js';
import { type Matches, mayBeOne } from './matchRecords.js';
import { readRecordsAt } from './readRecordsAt.js';
import type { RecordSide } from './recordSide.js';

/** From this share of common terms on, a record without an id was edited; below, it is another one. */
const ALIKE = 0.5;
/** The lowest hashes of a record's terms stand for all of them (bottom-k sketch, Cohen and Kaplan 2007). */
const SKETCH = 64;
/**
 * A record is looked up by its rarest terms (prefix filtering, Chaudhuri, Ganti and Kaushik 2006): many for
 * the one that is sought, few for those it may be found among.
 */
const FOUND_BY = 8;
const SOUGHT_BY = 24;
/** Records that share a rare term, and records compared with one: both keep this from growing with the square. */
const MOST_WITH_TERM = 64;
const MOST_COMPARED = 64;
/** What a record is about stands in its first characters. */
const LOOKED_AT = 8_000;

interface Pair {
  readonly before: number;
  readonly after: number;
  readonly similarity: number;
}

interface Side {
  readonly side: RecordSide;
  readonly records: readonly IndexedRecord[];
}

/**
 * Matches what is left and has no id by how many terms both share, the most alike first; ties go to those
 * whose places are nearest. Only what is left is read again.
 */
export async function matchAlike(
  before: Side,
  after: Side,
  matches: Matches,
  signal: AbortSignal,
): Promise<void> {
  const left = freeOf(before, 'before', matches);
  const right = freeOf(after, 'after', matches);
  if (left.length === 0 || right.length === 0) return;
  const known = await sketches(before, left, signal);
  const sought = await sketches(after, right, signal);
  const pairs = alike(
    { records: before.records, known },
    { records: after.records, sought },
    signal,
  );
  const distance = ({ before: one, after: other }: Pair) => Math.abs(one - other);
  pairs.sort((a, b) => b.similarity - a.similarity || distance(a) - distance(b));
  for (const { before: one, after: other } of pairs) {
    if (matches.isFree('before', one) && matches.isFree('after', other)) matches.pair(one, other);
  }
}

function freeOf({ records }: Side, side: 'before' | 'after', matches: Matches): number[] {
  return records.flatMap((_, index) => (matches.isFree(side, index) ? index : []));
}

type Sketches = ReadonlyMap<number, Uint32Array>;

/** The pairs that may be one record, in no order. */
function alike(
  before: { readonly records: readonly IndexedRecord[]; readonly known: Sketches },
  after: { readonly records: readonly IndexedRecord[]; readonly sought: Sketches },
  signal: AbortSignal,
): Pair[] {
  const rare = new RareTerms(before.known);
  const pairs: Pair[] = [];
  for (const [index, sketch] of after.sought) {
    throwIfCancelled(signal);
    const record = after.records[index];
    for (const other of rare.meeting(sketch)) {
      const [one, otherSketch] = [before.records[other], before.known.get(other)];
      if (record === undefined || one === undefined || otherSketch === undefined) continue;
      const similarity = mayBeOne(one, record) ? jaccard(sketch, otherSketch, ALIKE) : 0;
      if (similarity >= ALIKE) pairs.push({ before: other, after: index, similarity });
    }
  }
  return pairs;
}

/** Where records are found by their rarest terms. */
class RareTerms {
  readonly #counts = new Map<number, number>();
  readonly #byTerm = new Map<number, number[]>();

  constructor(sketches: Sketches) {
    for (const sketch of sketches.values())
      for (const term of sketch) this.#counts.set(term, (this.#counts.get(term) ?? 0) + 1);
    for (const [index, sketch] of sketches) {
      for (const term of this.#rarest(sketch, FOUND_BY)) {
        if ((this.#byTerm.get(term)?.length ?? 0) < MOST_WITH_TERM)
          addToGroup(this.#byTerm, term, index);
      }
    }
  }

  /** Records that share rare terms, those with the rarest first. */
  meeting(sketch: Uint32Array): Set<number> {
    const met = new Set<number>();
    for (const term of this.#rarest(sketch, SOUGHT_BY)) {
      for (const index of this.#byTerm.get(term) ?? []) met.add(index);
      if (met.size >= MOST_COMPARED) break;
    }
    return met;
  }

  #rarest(sketch: Uint32Array, count: number): number[] {
    const known = [...sketch].filter((term) => this.#counts.has(term));
    const rarity = (term: number) => this.#counts.get(term) ?? 0;
    return known.sort((a, b) => rarity(a) - rarity(b) || a - b).slice(0, count);
  }
}

/** By index, for records that say something. */
async function sketches(
  { side, records }: Side,
  indexes: readonly number[],
  signal: AbortSignal,
): Promise<Map<number, Uint32Array>> {
  const whole = indexes.filter((index) => records[index]?.damage === undefined);
  const found = new Map<number, Uint32Array>();
  let next = 0;
  for await (const value of readRecordsAt(side, pick(records, whole), signal)) {
    const index = whole[next];
    next += 1;
    if (index === undefined || value === undefined) continue;
    const hashes = termHashes(termsOf(textIn(value).slice(0, LOOKED_AT)));
    if (hashes.length > 0) found.set(index, hashes.subarray(0, SKETCH));
  }
  return found;
}

function pick(records: readonly IndexedRecord[], indexes: readonly number[]): IndexedRecord[] {
  return indexes.flatMap((index) => records[index] ?? []);
}

/** Every string of a record, one after the other. */
function textIn(value: JsonObject): string {
  const parts: string[] = [];
  const collect = (each: unknown): void => {
    if (typeof each === 'string') parts.push(each);
    else if (typeof each === 'object' && each !== null) Object.values(each).forEach(collect);
  };
  collect(value);
  return parts.join('\n');
}
