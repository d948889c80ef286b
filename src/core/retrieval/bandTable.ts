import { BANDS } from './minHash.js';

const FIRST_CAPACITY = 1_024;
const NONE = -1;

/**
 * Which documents share a band key: a hash table of chains in typed arrays, because 100,000
 * documents have 1.6 million keys. Twelve to sixteen bytes a key.
 */
export class BandTable {
  /** The latest slot of each chain. Its length is a power of two and that of the other two. */
  #heads = new Int32Array(FIRST_CAPACITY).fill(NONE);
  /** By slot: the slot before it in the same chain. */
  #next = new Int32Array(FIRST_CAPACITY);
  #keys = new Uint32Array(FIRST_CAPACITY);
  #slots = 0;

  /** Adds the next document: the first one is 0. */
  add(keys: Uint32Array): void {
    for (const key of keys) {
      if (this.#slots === this.#keys.length) this.#grow();
      this.#keys[this.#slots] = key;
      this.#link(this.#slots);
      this.#slots += 1;
    }
  }

  /**
   * Documents with one of these keys, later ones first.
   * @param most as soon as there are so many, no more are looked for
   */
  meeting(keys: Uint32Array, most: number): Set<number> {
    const met = new Set<number>();
    for (const key of keys) {
      let slot = this.#heads[this.#chain(key)] ?? NONE;
      for (; slot !== NONE && met.size < most; slot = this.#next[slot] ?? NONE)
        if (this.#keys[slot] === key) met.add(Math.floor(slot / BANDS));
    }
    return met;
  }

  #chain(key: number): number {
    return key & (this.#heads.length - 1);
  }

  #link(slot: number): void {
    const chain = this.#chain(this.#keys[slot] ?? 0);
    this.#next[slot] = this.#heads[chain] ?? NONE;
    this.#heads[chain] = slot;
  }

  #grow(): void {
    const capacity = 2 * this.#keys.length;
    const keys = new Uint32Array(capacity);
    keys.set(this.#keys);
    this.#keys = keys;
    this.#heads = new Int32Array(capacity).fill(NONE);
    this.#next = new Int32Array(capacity);
    for (let slot = 0; slot < this.#slots; slot += 1) this.#link(slot);
  }
}
