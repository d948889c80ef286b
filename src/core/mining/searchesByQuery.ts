import { addToGroup } from '../records/addToGroup.js';
import type { Facts } from './facts/facts.js';

/** The searches of the knowledge base by what was searched for, each query's by time. */
export class SearchesByQuery {
  readonly #uses: Facts['uses'];
  readonly #rows = new Map<number, number[]>();

  /** @param rows of `facts.uses` */
  constructor({ uses }: Facts, rows: readonly number[]) {
    this.#uses = uses;
    for (const row of rows) addToGroup(this.#rows, uses.at(row, 'query'), row);
    // Logs are nearly in order, so this costs little.
    for (const group of this.#rows.values()) group.sort((a, b) => this.#time(a) - this.#time(b));
  }

  /** Rows of searches for a query at most `distance` milliseconds from a time; none for NaN. */
  *near(query: number, time: number, distance: number): Generator<number> {
    const rows = this.#rows.get(query) ?? [];
    for (let i = this.#firstFrom(rows, time - distance); i < rows.length; i += 1) {
      const row = rows[i] ?? 0;
      if (!(this.#time(row) <= time + distance)) return;
      yield row;
    }
  }

  /** Binary search for the first row that is not earlier. */
  #firstFrom(rows: readonly number[], time: number): number {
    let [low, high] = [0, rows.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#time(rows[middle] ?? 0) < time) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #time(row: number): number {
    return this.#uses.at(row, 'time');
  }
}
