/** Rows by a number that each of them has, by counting sort: one pass to count, one to place. */
export class RowsByKey {
  /** Those of one key behind those of another, each key's in the order in which they were given. */
  readonly rows: Int32Array;
  /** By key, where its rows begin; one more for where the last ones end. */
  readonly starts: Int32Array;

  /**
   * @param keyOf what a row goes by, from 0 and below `keys`; a row of any other is left out
   * @param keys how many keys there are
   */
  constructor(rows: readonly number[], keyOf: (row: number) => number, keys: number) {
    // Asked for once: what it does differs by caller, and the loops below stay the same for all. `Int32Array.from` with
    // a function walks an iterator, which takes four times as long.
    const keyed = new Int32Array(rows.length);
    for (let i = 0; i < keyed.length; i += 1) keyed[i] = keyOf(rows[i] as number);
    const starts = new Int32Array(keys + 1);
    for (let i = 0; i < keyed.length; i += 1) {
      const key = keyed[i] as number;
      if (key >= 0 && key < keys) starts[key + 1] = (starts[key + 1] as number) + 1;
    }
    for (let key = 1; key <= keys; key += 1)
      starts[key] = (starts[key] as number) + (starts[key - 1] as number);
    const next = starts.slice();
    const sorted = new Int32Array(starts[keys] ?? 0);
    for (let i = 0; i < keyed.length; i += 1) {
      const key = keyed[i] as number;
      if (key < 0 || key >= keys) continue;
      const place = next[key] as number;
      sorted[place] = rows[i] as number;
      next[key] = place + 1;
    }
    this.rows = sorted;
    this.starts = starts;
  }

  /** The rows of one key. */
  of(key: number): Int32Array {
    return this.rows.subarray(this.starts[key] ?? 0, this.starts[key + 1] ?? 0);
  }
}
