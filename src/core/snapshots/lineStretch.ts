/** Bytes that are kept from the beginning on; more is taken as it is needed. */
const FIRST_BYTES = 1024 * 1024;

/**
 * Lines that come in any order and are read in another, as bytes in one piece of memory that is used again: texts that are kept
 * for a while would have the collector of garbage copy them about.
 */
export class LineStretch {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;
  #starts: number[] = [];
  #ends: number[] = [];

  /** Forgets all lines; those that were read are no longer good. */
  clear(): void {
    this.#length = 0;
    this.#starts = [];
    this.#ends = [];
  }

  /** @param index in which place it is read, from 0; each is to be given once */
  set(index: number, line: string): void {
    this.#makeRoom(Buffer.byteLength(line));
    this.#starts[index] = this.#length;
    this.#length += this.#bytes.write(line, this.#length);
    this.#ends[index] = this.#length;
  }

  /** By index; good until the stretch is cleared. */
  *lines(): Generator<Uint8Array> {
    for (const [index, start] of this.#starts.entries())
      yield this.#bytes.subarray(start, this.#ends[index]);
  }

  #makeRoom(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#bytes.length) return;
    const longer = Buffer.allocUnsafe(Math.max(needed, 2 * this.#bytes.length));
    this.#bytes.copy(longer, 0, 0, this.#length);
    this.#bytes = longer;
  }
}
