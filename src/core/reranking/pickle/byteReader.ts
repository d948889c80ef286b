import { UnreadableModel } from './unreadableModel.js';

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Reads numbers and pieces from bytes, front to back, and never past their end. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #position = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Of the next byte, from 0. */
  get position(): number {
    return this.#position;
  }

  get remaining(): number {
    return this.#bytes.length - this.#position;
  }

  uint8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  uint16(): number {
    return this.#view.getUint16(this.#advance(2), true);
  }

  int32(): number {
    return this.#view.getInt32(this.#advance(4), true);
  }

  uint32(): number {
    return this.#view.getUint32(this.#advance(4), true);
  }

  /** Above 2^53 the value is rounded, which no length that fits the file is. */
  uint64(): number {
    return Number(this.#view.getBigUint64(this.#advance(8), true));
  }

  /** The one number that pickles keep with its highest byte first. */
  float64BigEndian(): number {
    return this.#view.getFloat64(this.#advance(8), false);
  }

  /** A view of the next `length` bytes. */
  take(length: number): Uint8Array {
    const start = this.#advance(length);
    return this.#bytes.subarray(start, start + length);
  }

  text(length: number): string {
    const bytes = this.take(length);
    try {
      return UTF8.decode(bytes);
    } catch (cause) {
      throw new UnreadableModel('holds text that is not UTF-8', { cause });
    }
  }

  /** Up to the next line feed, without it. */
  line(maximum: number): string {
    const found = this.#bytes.subarray(this.#position, this.#position + maximum + 1).indexOf(0x0a);
    if (found < 0) throw new UnreadableModel(`holds a name of more than ${maximum} bytes`);
    const line = this.text(found);
    this.#advance(1);
    return line;
  }

  #advance(length: number): number {
    if (length > this.remaining) throw new UnreadableModel('ends before it is complete');
    const start = this.#position;
    this.#position += length;
    return start;
  }
}
