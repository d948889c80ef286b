import { compareBytes } from '../../records/byteOrder.js';
import { addLines } from './addLines.js';
import type { GrowthRow } from './hourRow.js';

/** Entries of one log, counted together. */
export interface EntryCount {
  readonly entries: number;
  readonly bytes: number;
  /** The first of their lines, and the last. */
  readonly first: number;
  readonly last: number;
}

/** Adds up what each day brought, in any number of logs of conversations. */
export class GrowthBook {
  readonly #days = new Map<string, GrowthRow>();

  constructor(rows: readonly GrowthRow[] = []) {
    for (const row of rows) this.#days.set(row.day, structuredClone(row));
  }

  /** Oldest first. */
  get rows(): GrowthRow[] {
    return [...this.#days.values()].sort((a, b) => compareBytes(a.day, b.day));
  }

  add(day: string, file: string, { entries, bytes, first, last }: EntryCount): void {
    this.merge({ day, entries, bytes, lines: [{ file, first, last }] });
  }

  merge({ day, entries, bytes, lines }: GrowthRow): void {
    const row = this.#days.get(day) ?? { day, entries: 0, bytes: 0, lines: [] };
    this.#days.set(day, row);
    row.entries += entries;
    row.bytes += bytes;
    for (const stretch of lines) addLines(row.lines, stretch);
  }
}
