import { unsliced } from '../../records/unsliced.js';

/** Texts that come again and again, each kept once and known by a number from 0. */
export class Strings {
  readonly #texts: string[] = [];
  readonly #numbers = new Map<string, number>();

  get length(): number {
    return this.#texts.length;
  }

  numberOf(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    const kept = unsliced(text);
    const number = this.#texts.push(kept) - 1;
    this.#numbers.set(kept, number);
    return number;
  }

  /**
   * Adds the texts of another list, where they are new.
   * @returns the number here of each text there
   */
  append(other: Strings): Int32Array {
    return Int32Array.from(other.#texts, (text) => this.numberOf(text));
  }

  /** Empty for a number that stands for no text. */
  at(number: number): string {
    return this.#texts[number] ?? '';
  }

  /** The first `length` texts. */
  first(length: number): readonly string[] {
    return this.#texts.slice(0, length);
  }
}
