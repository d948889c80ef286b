/**
 * Reads values in ClickHouse's RowBinary format, one behind the other. Where the bytes at hand end too
 * early, values are empty and `missing` says so.
 */
export class RowBinaryCursor {
  readonly #bytes: Buffer;
  #at: number;
  #needed = 0;

  constructor(bytes: Buffer, at = 0) {
    this.#bytes = bytes;
    this.#at = at;
  }

  get at(): number {
    return this.#at;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#bytes.length;
  }

  /** How many bytes there have to be at the least; 0: everything was there. */
  get missing(): number {
    return this.#needed;
  }

  uint8(): number {
    const at = this.#take(1);
    return at === undefined ? 0 : (this.#bytes[at] ?? 0);
  }

  /** Exact up to 2^53. */
  uint64(): number {
    const at = this.#take(8);
    if (at === undefined) return 0;
    return this.#bytes.readUInt32LE(at) + this.#bytes.readUInt32LE(at + 4) * 2 ** 32;
  }

  /** A view, not a copy. */
  string(): Buffer {
    const length = this.#varint();
    const at = this.#take(length);
    return at === undefined ? Buffer.alloc(0) : this.#bytes.subarray(at, at + length);
  }

  array<T>(read: () => T): T[] {
    const length = this.#varint();
    const values: T[] = [];
    while (values.length < length && this.#needed === 0) values.push(read());
    return values;
  }

  /** LEB128, as protocol buffers have it. */
  #varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 0x80) {
      const byte = this.uint8();
      value += (byte & 0x7f) * scale;
      if (byte < 0x80) return value;
    }
  }

  #take(length: number): number | undefined {
    const at = this.#at;
    if (this.#needed > 0) return undefined;
    if (at + length > this.#bytes.length) {
      this.#needed = at + length;
      return undefined;
    }
    this.#at += length;
    return at;
  }
}

/** Reads one row; the same values in the same order as the query selects them. */
export type ReadRow<Row> = (cursor: RowBinaryCursor) => Row;

/**
 * The rows of an answer, those that a piece completes at a time.
 * @throws whatever `cutShort` makes, when the answer ends in the middle of a row
 */
export async function* rowsOf<Row>(
  pieces: AsyncIterable<Uint8Array>,
  readRow: ReadRow<Row>,
  cutShort: () => Error,
): AsyncGenerator<Row[]> {
  let held: Uint8Array[] = [];
  let length = 0;
  let needed = 1;
  for await (const piece of pieces) {
    held.push(piece);
    length += piece.length;
    // A long value comes in many pieces; they are put together once.
    if (length < needed) continue;
    const bytes = Buffer.concat(held, length);
    const read = wholeRows(bytes, readRow);
    held = [bytes.subarray(read.end)];
    length = bytes.length - read.end;
    needed = Math.max(1, read.needed);
    if (read.rows.length > 0) yield read.rows;
  }
  if (length > 0) throw cutShort();
}

function wholeRows<Row>(
  bytes: Buffer,
  readRow: ReadRow<Row>,
): { rows: Row[]; end: number; needed: number } {
  const rows: Row[] = [];
  let end = 0;
  while (end < bytes.length) {
    const cursor = new RowBinaryCursor(bytes, end);
    const row = readRow(cursor);
    if (cursor.missing > 0) return { rows, end, needed: cursor.missing - end };
    rows.push(row);
    end = cursor.at;
  }
  return { rows, end, needed: 1 };
}
