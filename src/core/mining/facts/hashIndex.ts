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

  /** @param isMeant tells rows apart whose hashes are the same; the first of that hash otherwise */
  get(key: number, isMeant: (row: number) => boolean = anyRow): number | undefined {
    const mask = this.#rows.length - 1;
    for (let slot = this.#slotOf(key); ; slot = (slot + 1) & mask) {
      const row = this.#rows[slot] ?? EMPTY;
      if (row === EMPTY) return undefined;
      if (this.#keys[slot] === key && isMeant(row)) return row;
    }
  }

  /** Adds a row that is not there yet. */
  add(key: number, row: number): void {
    if (this.#size > LOAD * this.#rows.length) this.#grow();
    this.#place(key, row);
    this.#size += 1;
  }

  #place(key: number, row: number): void {
    const mask = this.#rows.length - 1;
    let slot = this.#slotOf(key);
    while (this.#rows[slot] !== EMPTY) slot = (slot + 1) & mask;
    this.#keys[slot] = key;
    this.#rows[slot] = row;
  }

  #slotOf(key: number): number {
    return (key % 4_294_967_291) & (this.#rows.length - 1);
  }

  #grow(): void {
    const [keys, rows] = [this.#keys, this.#rows];
    this.#keys = new Float64Array(2 * keys.length);
    this.#rows = new Int32Array(2 * rows.length).fill(EMPTY);
    rows.forEach((row, slot) => {
      if (row !== EMPTY) this.#place(keys[slot] ?? 0, row);
    });
  }
}

function anyRow(): boolean {
  return true;
}
