import { EMPTY_ROOT, HASH_BYTES, nodeHash } from './treeHash.js';

/**
 * A Merkle tree (RFC 6962 §2.1) that only grows, as the roots of the perfect trees it consists of: one for each
 * bit that is set in the number of leaves, largest first. A leaf is added in O(1) hashes on average, and all
 * that has to be kept of a million leaves is twenty hashes.
 */
export class CompactRange {
  readonly #roots: Buffer[];
  #size: number;

  /** @throws RangeError when the roots do not fit the size */
  constructor(size = 0, roots: readonly Uint8Array[] = []) {
    if (!Number.isSafeInteger(size) || size < 0 || roots.length !== bitsSet(size))
      throw new RangeError(`${roots.length} roots do not make a tree of ${size} leaves`);
    if (roots.some((root) => root.length !== HASH_BYTES)) throw new RangeError('a root is no hash');
    this.#size = size;
    this.#roots = roots.map((root) => Buffer.from(root));
  }

  /** How many leaves there are. */
  get size(): number {
    return this.#size;
  }

  get roots(): readonly Buffer[] {
    return this.#roots;
  }

  /** @param leaf hash of the leaf */
  append(leaf: Buffer): void {
    let joined = leaf;
    for (let rest = this.#size; rest % 2 === 1; rest = Math.floor(rest / 2))
      joined = nodeHash(this.#roots.pop() ?? EMPTY_ROOT, joined);
    this.#roots.push(joined);
    this.#size += 1;
  }

  /** The hash of the whole tree. */
  root(): Buffer {
    return (
      this.#roots.reduceRight<Buffer | undefined>(
        (right, left) => (right === undefined ? left : nodeHash(left, right)),
        undefined,
      ) ?? EMPTY_ROOT
    );
  }
}

function bitsSet(size: number): number {
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}
