import { CompactRange } from './compactRange.js';
import { nodeHash } from './treeHash.js';

/**
 * That a leaf is in a tree: the hashes beside its way to the root (RFC 6962 §2.1.1, PATH), lowest first.
 *
 * @param index of the leaf, from 0
 * @param leaves the hashes of all leaves
 * @throws RangeError when there is no such leaf
 */
export function inclusionProof(index: number, leaves: readonly Buffer[]): Buffer[] {
  if (!Number.isSafeInteger(index) || index < 0 || index >= leaves.length)
    throw new RangeError(`there is no leaf ${index} of ${leaves.length}`);
  if (leaves.length === 1) return [];
  const split = largestPowerBelow(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return index < split
    ? [...inclusionProof(index, left), rootOf(right)]
    : [...inclusionProof(index - split, right), rootOf(left)];
}

/**
 * The root that a tree must have for the proof to hold (RFC 9162 §2.1.3.2).
 *
 * @param index of the leaf, from 0
 * @param size how many leaves there are
 * @returns undefined when the proof has the wrong length
 */
export function rootFromInclusion(
  leaf: Buffer,
  index: number,
  size: number,
  proof: readonly Uint8Array[],
): Buffer | undefined {
  const sides = index < 0 || index >= size ? undefined : sidesOf(index, size - 1, proof.length);
  return sides && joined(leaf, proof, sides);
}

type Side = 'left' | 'right';

/** On which side of the way to the root each hash of a proof stands; undefined when there are not so many. */
function sidesOf(index: number, lastIndex: number, count: number): Side[] | undefined {
  const sides: Side[] = [];
  let [node, last] = [index, lastIndex];
  for (; sides.length < count; [node, last] = [half(node), half(last)]) {
    if (last === 0) return undefined;
    const isRight = node % 2 === 1 || node === last;
    sides.push(isRight ? 'left' : 'right');
    // A last node without a sibling stands higher up as it is.
    while (isRight && node % 2 === 0 && node !== 0) [node, last] = [half(node), half(last)];
  }
  return last === 0 ? sides : undefined;
}

function joined(start: Buffer, proof: readonly Uint8Array[], sides: readonly Side[]): Buffer {
  return proof.reduce<Buffer>(
    (hash, beside, at) => (sides[at] === 'left' ? nodeHash(beside, hash) : nodeHash(hash, beside)),
    start,
  );
}

/**
 * That a tree only grew: what a tree of `before` leaves and the tree of all leaves have in common
 * (RFC 6962 §2.1.2, PROOF).
 *
 * @throws RangeError when there never were so many leaves
 */
export function consistencyProof(before: number, leaves: readonly Buffer[]): Buffer[] {
  if (!Number.isSafeInteger(before) || before < 1 || before > leaves.length)
    throw new RangeError(`there were no ${before} of ${leaves.length} leaves`);
  return subProof(before, leaves, true);
}

function subProof(before: number, leaves: readonly Buffer[], isWhole: boolean): Buffer[] {
  if (before === leaves.length) return isWhole ? [] : [rootOf(leaves)];
  const split = largestPowerBelow(leaves.length);
  const [left, right] = [leaves.slice(0, split), leaves.slice(split)];
  return before <= split
    ? [...subProof(before, left, isWhole), rootOf(right)]
    : [...subProof(before - split, right, false), rootOf(left)];
}

interface TreeHead {
  readonly size: number;
  readonly root: Uint8Array;
}

/** Whether the newer tree holds the older one unchanged (RFC 9162 §2.1.4.2). */
export function isConsistent(
  older: TreeHead,
  newer: TreeHead,
  proof: readonly Uint8Array[],
): boolean {
  if (older.size < 1 || older.size > newer.size) return false;
  if (older.size === newer.size) return proof.length === 0 && isSame(older.root, newer.root);
  const path = isPowerOfTwo(older.size) ? [older.root, ...proof] : proof;
  const [start, ...beside] = path;
  let [node, last] = [older.size - 1, newer.size - 1];
  while (node % 2 === 1) [node, last] = [half(node), half(last)];
  const sides = sidesOf(node, last, beside.length);
  if (start === undefined || sides === undefined) return false;
  const ofOlder = beside.filter((_, at) => sides[at] === 'left');
  const before = joined(
    Buffer.from(start),
    ofOlder,
    ofOlder.map(() => 'left'),
  );
  const after = joined(Buffer.from(start), beside, sides);
  return isSame(before, older.root) && isSame(after, newer.root);
}

function rootOf(leaves: readonly Buffer[]): Buffer {
  const tree = new CompactRange();
  for (const leaf of leaves) tree.append(leaf);
  return tree.root();
}

/** The largest power of two that is smaller than a number from 2. */
function largestPowerBelow(size: number): number {
  let power = 1;
  while (power * 2 < size) power *= 2;
  return power;
}

function isPowerOfTwo(size: number): boolean {
  return largestPowerBelow(size + 1) === size;
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}
