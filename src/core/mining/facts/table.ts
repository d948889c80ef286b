/** How a column's numbers are kept: as small as they can be. */
export type ColumnType = 'f64' | 'i32' | 'u8';

export type Numbers = Float64Array | Int32Array | Uint8Array;

const ARRAYS = { f64: Float64Array, i32: Int32Array, u8: Uint8Array } as const;
const FIRST_CAPACITY = 64;
const GROWTH = 1.5;

export type Columns = Readonly<Record<string, ColumnType>>;
export type Row<Schema extends Columns> = { readonly [Name in keyof Schema]: number };

/** Numbers one behind the other. */
export class Column {
  readonly type: ColumnType;
  #numbers: Numbers;
  #length = 0;

  constructor(type: ColumnType) {
    this.type = type;
    this.#numbers = new ARRAYS[type](FIRST_CAPACITY);
  }

  push(value: number): void {
    if (this.#length === this.#numbers.length) this.#grow(this.#length + 1);
    this.#numbers[this.#length] = value;
    this.#length += 1;
  }

  /** NaN where there is no such row. */
  at(row: number): number {
    return row < this.#length ? (this.#numbers[row] ?? Number.NaN) : Number.NaN;
  }

  /** Some of the numbers without copying them: good until one is added. */
  slice(from: number, to: number): Numbers {
    return this.#numbers.subarray(from, Math.min(to, this.#length));
  }

  bytes(rows: number): Uint8Array {
    const { buffer, byteOffset, BYTES_PER_ELEMENT } = this.#numbers;
    return new Uint8Array(buffer, byteOffset, rows * BYTES_PER_ELEMENT);
  }

  fill(bytes: Uint8Array): void {
    const rows = bytes.length / ARRAYS[this.type].BYTES_PER_ELEMENT;
    this.#grow(rows);
    this.#length = rows;
    this.bytes(rows).set(bytes);
  }

  #grow(least: number): void {
    const larger = new ARRAYS[this.type](
      Math.max(least, Math.ceil(this.#numbers.length * GROWTH), FIRST_CAPACITY),
    );
    larger.set(this.#numbers.subarray(0, this.#length));
    this.#numbers = larger;
  }
}

const NO_COLUMN = new Column('u8');

/** A table whatever its columns: what it takes to keep it in a file. */
export interface StoredTable {
  readonly length: number;
  /** The first `rows` rows as bytes, column by column, in this machine's byte order. */
  columnBytes(rows: number): Uint8Array[];
  /** Bytes of every column for that many rows, in the same order. */
  columnSizes(rows: number): number[];
  /** Takes what `columnBytes` gave into a table that has no rows yet. */
  fill(rows: number, columns: readonly Uint8Array[]): void;
}

/**
 * Rows of numbers, kept by column: a log of a gigabyte leaves millions of facts, and as objects they
 * would not fit. Rows are added and never changed.
 */
export class Table<Schema extends Columns> implements StoredTable {
  readonly #names: readonly (keyof Schema & string)[];
  readonly #columns: readonly Column[];
  #length = 0;

  constructor(schema: Schema) {
    this.#names = Object.keys(schema);
    this.#columns = Object.values(schema).map((type) => new Column(type));
  }

  get length(): number {
    return this.#length;
  }

  /** @returns the number of the row, from 0 */
  add(row: Row<Schema>): number {
    for (let i = 0; i < this.#names.length; i += 1)
      this.#columns[i]?.push(row[this.#names[i] ?? ''] ?? Number.NaN);
    this.#length += 1;
    return this.#length - 1;
  }

  /** One column; for loops over very many rows. */
  column(name: keyof Schema & string): Column {
    return this.#columns[this.#names.indexOf(name)] ?? NO_COLUMN;
  }

  /** NaN where there is no such row. */
  at(row: number, name: keyof Schema & string): number {
    return this.column(name).at(row);
  }

  /** A stretch of one column without copying it: good until a row is added. */
  slice(name: keyof Schema & string, from: number, to: number): Numbers {
    return this.column(name).slice(from, to);
  }

  columnBytes(rows: number): Uint8Array[] {
    return this.#columns.map((column) => column.bytes(rows));
  }

  fill(rows: number, columns: readonly Uint8Array[]): void {
    const pieces = columns.values();
    for (const column of this.#columns) column.fill(pieces.next().value ?? new Uint8Array());
    this.#length = rows;
  }

  columnSizes(rows: number): number[] {
    return this.#columns.map(({ type }) => rows * ARRAYS[type].BYTES_PER_ELEMENT);
  }
}
