import type { Facts } from './facts/facts.js';
import type { Column } from './facts/table.js';
import { RowsByKey } from './rowsByKey.js';

/** The searches of the knowledge base by what was searched for, each query's by time. */
export class SearchesByQuery {
  readonly #time: Column;
  /** Rows of uses, those of one query behind those of another. */
  readonly #rows: Int32Array;
  /** By query, where its rows begin; one more for where the last ones end. */
  readonly #starts: Int32Array;

  /** @param rows of `facts.uses`, in order */
  constructor({ uses, queries }: Facts, rows: readonly number[]) {
    const query = uses.column('query');
    const sorted = new RowsByKey(rows, (row) => query.at(row), queries.rows.length);
    this.#time = uses.column('time');
    this.#rows = sorted.rows;
    this.#starts = sorted.starts;
    this.#sortEachByTime();
  }

  /** Takes the rows of searches for a query at most `distance` milliseconds from a time; none for NaN. */
  forEachNear(query: number, time: number, distance: number, take: (row: number) => void): void {
    const end = this.#starts[query + 1] ?? 0;
    let from = this.#starts[query] ?? 0;
    let after = end;
    // Binary search for the first that is not too early.
    while (from < after) {
      const middle = (from + after) >> 1;
      if (this.#timeAt(middle) < time - distance) from = middle + 1;
      else after = middle;
    }
    for (let place = from; place < end && this.#timeAt(place) <= time + distance; place += 1)
      take(this.#rows[place] ?? 0);
  }

  #timeAt(place: number): number {
    return this.#time.at(this.#rows[place] ?? 0);
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
