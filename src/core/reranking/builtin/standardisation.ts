/** Further from the mean than this, being further makes no difference. */
const FURTHEST = 8;

/** Puts features on one scale: how many standard deviations above the mean of some rows. */
export class Standardisation {
  readonly #means: Float64Array;
  readonly #deviations: Float64Array;

  /** @param rows NaN where a feature is not known */
  constructor(rows: readonly Float64Array[], width: number) {
    this.#means = new Float64Array(width);
    this.#deviations = new Float64Array(width).fill(1);
    for (let column = 0; column < width; column += 1) this.#measure(rows, column);
  }

  /** 0 for what is not known, and for what is the same in all rows of the constructor and this. */
  of(row: Float64Array): Float64Array {
    return row.map((value, column) => {
      if (Number.isNaN(value)) return 0;
      const scaled = (value - (this.#means[column] ?? 0)) / (this.#deviations[column] ?? 1);
      return Math.max(-FURTHEST, Math.min(FURTHEST, scaled));
    });
  }

  #measure(rows: readonly Float64Array[], column: number): void {
    let [count, sum] = [0, 0];
    for (const row of rows) {
      const value = row[column] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      count += 1;
      sum += value;
    }
    if (count === 0) return;
    const mean = sum / count;
    let squares = 0;
    for (const row of rows) {
      const value = row[column] ?? Number.NaN;
      if (!Number.isNaN(value)) squares += (value - mean) ** 2;
    }
    this.#means[column] = mean;
    const deviation = Math.sqrt(squares / count);
    // What is the same everywhere differs by rounding at most.
    if (deviation > 1e-9 * Math.max(1, Math.abs(mean))) this.#deviations[column] = deviation;
  }
}
