import type { Facts } from './facts/facts.js';
import type { Column } from './facts/table.js';

/** The searches of the knowledge base by what was searched for, each query's by time. */
export class SearchesByQuery {
  readonly #time: Column;
  /** Rows of uses, those of one query behind those of another. */
  readonly #rows: Int32Array;
  /** By query, where its rows begin; one more for where the last ones end. */
  readonly #starts: Int32Array;

  /** @param rows of `facts.uses`, in order */
  constructor({ uses, queries }: Facts, rows: readonly number[]) {
    this.#time = uses.column('time');
    this.#rows = new Int32Array(rows.length);
    this.#starts = new Int32Array(queries.rows.length + 1);
    this.#sortByQuery(uses.column('query'), rows);
    this.#sortEachByTime();
  }

  /** Rows of searches for a query at most `distance` milliseconds from a time; none for NaN. */
  near(query: number, time: number, distance: number): Int32Array {
    const end = this.#starts[query + 1] ?? 0;
    let from = this.#starts[query] ?? 0;
    let after = end;
    // Binary search for the first that is not too early.
    while (from < after) {
      const middle = (from + after) >> 1;
      if (this.#timeAt(middle) < time - distance) from = middle + 1;
      else after = middle;
    }
    let to = from;
    while (to < end && this.#timeAt(to) <= time + distance) to += 1;
    return this.#rows.subarray(from, to);
  }

  #timeAt(place: number): number {
    return this.#time.at(this.#rows[place] ?? 0);
  }

  /** Counting sort. */
  #sortByQuery(query: Column, rows: readonly number[]): void {
    const starts = this.#starts;
    for (const row of rows) starts[query.at(row) + 1] = (starts[query.at(row) + 1] ?? 0) + 1;
    for (let i = 1; i < starts.length; i += 1) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
    const next = starts.slice();
    for (const row of rows) {
      const place = next[query.at(row)] ?? 0;
      this.#rows[place] = row;
      next[query.at(row)] = place + 1;
    }
  }

  /** Logs are nearly in order, so this seldom has anything to do. */
  #sortEachByTime(): void {
    for (let query = 0; query + 1 < this.#starts.length; query += 1) {
      const [from, end] = [this.#starts[query] ?? 0, this.#starts[query + 1] ?? 0];
      for (let place = from + 1; place < end; place += 1) {
        if (this.#timeAt(place - 1) <= this.#timeAt(place)) continue;
        const time = this.#time;
        this.#rows.subarray(from, end).sort((a, b) => time.at(a) - time.at(b) || a - b);
        break;
      }
    }
  }
}
