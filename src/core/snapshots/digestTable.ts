/** Words of 32 bits in a SHA-256. */
const WORDS = 8;
const FEW = 64;

/**
 * Numbers by SHA-256, in typed arrays: a million take some fifty megabytes, where a map of hexadecimal texts takes three
 * times as much.
 */
export class DigestTable {
  /** The digests, one behind the other in the order in which they were added. */
  #digests = new Uint32Array(FEW * WORDS);
  #numbers = new Uint32Array(FEW);
  #size = 0;
  /** Open addressing with linear probing: the place of a digest from 1, and 0 where there is none; half empty at least. */
  #slots = new Uint32Array(2 * FEW);
  readonly #sought = new Uint32Array(WORDS);
  readonly #soughtBytes = Buffer.from(this.#sought.buffer);

  /** @param digest 64 hexadecimal digits */
  get(digest: string): number | undefined {
    const at = this.#slots[this.#slotOf(digest)] ?? 0;
    return at === 0 ? undefined : this.#numbers[at - 1];
  }

  /**
   * @param digest 64 hexadecimal digits that are not in it yet
   * @param number from 0 to 2³² − 1
   */
  add(digest: string, number: number): void {
    if (this.#size === this.#numbers.length) this.#grow();
    this.#slots[this.#slotOf(digest)] = this.#size + 1;
    this.#digests.set(this.#sought, this.#size * WORDS);
    this.#numbers[this.#size] = number;
    this.#size += 1;
  }

  /** Where it stands, or would. */
  #slotOf(digest: string): number {
    this.#soughtBytes.write(digest, 'hex');
    const mask = this.#slots.length - 1;
    let slot = (this.#sought[0] ?? 0) & mask;
    for (;;) {
      const at = this.#slots[slot] ?? 0;
      if (at === 0 || this.#isSought(at - 1)) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #isSought(index: number): boolean {
    for (let word = 0; word < WORDS; word += 1)
      if (this.#digests[index * WORDS + word] !== this.#sought[word]) return false;
    return true;
  }

  #grow(): void {
    const capacity = 2 * this.#numbers.length;
    const digests = new Uint32Array(capacity * WORDS);
    digests.set(this.#digests);
    const numbers = new Uint32Array(capacity);
    numbers.set(this.#numbers);
    this.#digests = digests;
    this.#numbers = numbers;
    const mask = 2 * capacity - 1;
    this.#slots = new Uint32Array(2 * capacity);
    for (let index = 0; index < this.#size; index += 1) {
      let slot = (digests[index * WORDS] ?? 0) & mask;
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask;
      this.#slots[slot] = index + 1;
    }
  }
}
