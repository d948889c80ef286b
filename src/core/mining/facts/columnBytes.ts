import { createHash } from 'node:crypto';
import { type ColumnType, type Numbers, numbersOf, type StoredTable } from './table.js';

/** The same memory as bytes, in this machine's byte order. */
export function bytesOf({ buffer, byteOffset, byteLength }: Numbers): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** How many bytes a row of such columns takes. */
export function bytesOfRow(types: readonly ColumnType[]): number {
  return types.reduce((sum, type) => sum + numbersOf(type, 1).byteLength, 0);
}

/** Fills tables with bytes as they come, column by column: rows of them lie nowhere else meanwhile. */
export class ColumnFilling {
  readonly #columns: Uint8Array[] = [];
  readonly #hash = createHash('sha256');
  #column = 0;
  #at = 0;

  constructor(tables: readonly { readonly table: StoredTable; readonly rows: number }[]) {
    for (const { table, rows } of tables) {
      const columns = table.types.map((type) => numbersOf(type, rows));
      table.adopt(columns);
      this.#columns.push(...columns.map(bytesOf));
    }
  }

  take(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    let rest = bytes;
    while (rest.length > 0 && this.#column < this.#columns.length) {
      const column = this.#columns[this.#column] ?? new Uint8Array();
      const taken = rest.subarray(0, column.length - this.#at);
      column.set(taken, this.#at);
      this.#at += taken.length;
      rest = rest.subarray(taken.length);
      if (this.#at < column.length) continue;
      this.#column += 1;
      this.#at = 0;
    }
  }

  /** Of all bytes so far. */
  get sha256(): string {
    return this.#hash.copy().digest('hex');
  }
}
