/** How a column's numbers are kept: as small as they can be. */
export type ColumnType = 'f64' | 'i32' | 'u8';

export type Numbers = Float64Array | Int32Array | Uint8Array;

const ARRAYS = { f64: Float64Array, i32: Int32Array, u8: Uint8Array } as const;
const FIRST_CAPACITY = 64;
/** Memory that nobody has written to yet is not taken from the system. */
const GROWTH = 2;

export type Columns = Readonly<Record<string, ColumnType>>;
export type Row<Schema extends Columns> = { readonly [Name in keyof Schema]: number };

/** What becomes of a number that is taken over from another table; undefined: it stays as it is. */
export type Change = ((value: number) => number) | undefined;

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
    if (this.#length === this.#numbers.length)
      this.#grow(Math.max(FIRST_CAPACITY, GROWTH * this.#length));
    this.#numbers[this.#length] = value;
    this.#length += 1;
  }

  get length(): number {
    return this.#length;
  }

  /** Changes a number that there is. */
  set(row: number, value: number): void {
    this.#numbers[row] = value;
  }

  /** NaN where there is no such row. */
  at(row: number): number {
    return row >= 0 && row < this.#length ? (this.#numbers[row] as number) : Number.NaN;
  }

  /** Some of the numbers without copying them: good until one is added. */
  slice(from: number, to: number): Numbers {
    return this.#numbers.subarray(from, Math.min(to, this.#length));
  }

  /** Takes over an array instead of the numbers that there are. */
  adopt(numbers: Numbers): void {
    this.#numbers = numbers;
    this.#length = numbers.length;
  }

  /** Adds another column's numbers; that column must not be used any more. */
  append(other: Column, change: Change): void {
    if (this.#length === 0 && change === undefined) {
      this.adopt(other.slice(0, other.#length));
      return;
    }
    const length = this.#length + other.#length;
    if (length > this.#numbers.length) this.#grow(length);
    this.#numbers.set(other.slice(0, other.#length), this.#length);
    for (let row = this.#length; row < length && change !== undefined; row += 1)
      this.#numbers[row] = change(this.#numbers[row] ?? Number.NaN);
    this.#length = length;
  }

  #grow(capacity: number): void {
    const larger = new ARRAYS[this.type](capacity);
    larger.set(this.#numbers.subarray(0, this.#length));
    this.#numbers = larger;
  }
}

const NO_COLUMN = new Column('u8');

/** A table whatever its columns: what it takes to keep it in a file or give it to another thread. */
export interface StoredTable {
  readonly length: number;
  readonly types: readonly ColumnType[];
  /** The first `rows` rows, column by column, without copying them: good until a row is added. */
  columns(rows: number): Numbers[];
  /** Takes over what `columns` gave, instead of the rows that there are. */
  adopt(columns: readonly Numbers[]): void;
}

/** An array for that many numbers of a column, as this machine has them. */
export function numbersOf(type: ColumnType, count: number): Numbers {
  return new ARRAYS[type](count);
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

  get types(): readonly ColumnType[] {
    return this.#columns.map(({ type }) => type);
  }

  /**
   * Fastest with the names in the order of the schema: a name that is told by the row itself need not be looked up.
   * @returns the number of the row, from 0
   */
  add(row: Row<Schema>): number {
    const names = this.#names;
    const columns = this.#columns;
    let place = 0;
    for (const name in row) {
      const column = name === names[place] ? columns[place] : this.column(name);
      column?.push(row[name]);
      place += 1;
    }
    this.#length += 1;
    return this.#length - 1;
  }

  /** Adds the rows of another table, which must not be used any more. */
  append(other: Table<Schema>, changes: Readonly<Record<keyof Schema, Change>>): void {
    for (const [i, name] of this.#names.entries())
      this.#columns[i]?.append(other.column(name), changes[name]);
    this.#length += other.#length;
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

  columns(rows: number): Numbers[] {
    return this.#columns.map((column) => column.slice(0, rows));
  }

  adopt(columns: readonly Numbers[]): void {
    for (const [i, column] of this.#columns.entries())
      column.adopt(columns[i] ?? numbersOf(column.type, 0));
    this.#length = columns[0]?.length ?? 0;
  }
}
