/** What a sequence needs to know of a sample. */
export interface Moments {
  readonly n: number;
  /** NaN of nothing. */
  readonly mean: number;
  /** With n − 1 below the line; NaN of fewer than two values. */
  readonly variance: number;
}

/** Mean and variance in one pass that keeps no value (Welford 1962). */
export class RunningMoments implements Moments {
  #n = 0;
  #mean = 0;
  #squares = 0;

  add(value: number): void {
    this.#n += 1;
    const before = value - this.#mean;
    this.#mean += before / this.#n;
    this.#squares += before * (value - this.#mean);
  }

  get n(): number {
    return this.#n;
  }

  get mean(): number {
    return this.#n === 0 ? Number.NaN : this.#mean;
  }

  get variance(): number {
    return this.#n < 2 ? Number.NaN : this.#squares / (this.#n - 1);
  }
}

export function momentsOf(values: Iterable<number>): Moments {
  const running = new RunningMoments();
  for (const value of values) running.add(value);
  return running;
}
