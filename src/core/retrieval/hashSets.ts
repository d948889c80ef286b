const FIRST_CAPACITY = 4_096;

/** Many small sets of hashes one behind the other: an array for each would weigh more than what is in it. */
export class HashSets {
  #hashes = new Uint32Array(FIRST_CAPACITY);
  /** Where each set ends, and the next begins. */
  readonly #ends: number[] = [];

  /** Adds the next set: the first one is 0. */
  add(hashes: Uint32Array): void {
    const start = this.#ends.at(-1) ?? 0;
    const end = start + hashes.length;
    if (end > this.#hashes.length) this.#grow(end);
    this.#hashes.set(hashes, start);
    this.#ends.push(end);
  }

  /** A view, good until the next `add`; empty where there is no such set. */
  at(index: number): Uint32Array {
    const start = index === 0 ? 0 : (this.#ends[index - 1] ?? 0);
    return this.#hashes.subarray(start, this.#ends[index] ?? start);
  }

  #grow(atLeast: number): void {
    const grown = new Uint32Array(Math.max(2 * this.#hashes.length, atLeast));
    grown.set(this.#hashes);
    this.#hashes = grown;
  }
}
