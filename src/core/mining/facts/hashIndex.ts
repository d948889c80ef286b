const FIRST_SLOTS = 1_024;
/** Fuller than this, probing gets long. */
const LOAD = 0.6;
const EMPTY = -1;

/**
 * From 53-bit hashes to row numbers, by open addressing in two typed arrays: a quarter of what a Map
 * of as many numbers takes.
 */
export class HashIndex {
  #keys = new Float64Array(FIRST_SLOTS);
  #rows = new Int32Array(FIRST_SLOTS).fill(EMPTY);
  #size = 0;

  get(key: number): number | undefined {
    const row = this.#rows[this.#slot(key)] ?? EMPTY;
    return row === EMPTY ? undefined : row;
  }

  set(key: number, row: number): void {
    if (this.#size > LOAD * this.#rows.length) this.#grow();
    const slot = this.#slot(key);
    if (this.#rows[slot] === EMPTY) this.#size += 1;
    this.#keys[slot] = key;
    this.#rows[slot] = row;
  }

  /** Where the key is, or the free slot where it belongs. */
  #slot(key: number): number {
    const mask = this.#rows.length - 1;
    let slot = (key % 4_294_967_291) & mask;
    while (this.#rows[slot] !== EMPTY && this.#keys[slot] !== key) slot = (slot + 1) & mask;
    return slot;
  }

  #grow(): void {
    const [keys, rows] = [this.#keys, this.#rows];
    this.#keys = new Float64Array(2 * keys.length);
    this.#rows = new Int32Array(2 * rows.length).fill(EMPTY);
    rows.forEach((row, slot) => {
      if (row === EMPTY) return;
      const free = this.#slot(keys[slot] ?? 0);
      this.#keys[free] = keys[slot] ?? 0;
      this.#rows[free] = row;
    });
  }
}
