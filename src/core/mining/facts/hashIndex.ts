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
  get(key: number, isMeant?: (row: number) => boolean): number | undefined {
    const keys = this.#keys;
    const rows = this.#rows;
    const mask = rows.length - 1;
    for (let slot = this.#slotOf(key); ; slot = (slot + 1) & mask) {
      const row = rows[slot] ?? EMPTY;
      if (row === EMPTY) return undefined;
      if (keys[slot] === key && (isMeant === undefined || isMeant(row))) return row;
    }
  }

  /** Makes room for that many rows at once: growing step by step moves each of them time and again. */
  reserve(rows: number): void {
    let slots = this.#rows.length;
    while (rows > LOAD * slots) slots *= 2;
    if (slots > this.#rows.length) this.#moveTo(slots);
  }

  /** Adds a row that is not there yet. */
  add(key: number, row: number): void {
    if (this.#size > LOAD * this.#rows.length) this.#moveTo(2 * this.#rows.length);
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

  /** The low bits are as good as any; the remainder of a division takes ten times as long. */
  #slotOf(key: number): number {
    return key & (this.#rows.length - 1);
  }

  #moveTo(slots: number): void {
    const [keys, rows] = [this.#keys, this.#rows];
    this.#keys = new Float64Array(slots);
    this.#rows = new Int32Array(slots).fill(EMPTY);
    for (let slot = 0; slot < rows.length; slot += 1) {
      const row = rows[slot] ?? EMPTY;
      if (row !== EMPTY) this.#place(keys[slot] ?? 0, row);
    }
  }
}
