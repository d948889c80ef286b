import { type StringBytes, textOfString } from '../../records/plainJson.js';
import { unsliced } from '../../records/unsliced.js';
import { hash53OfAscii } from './hash53.js';
import { HashIndex } from './hashIndex.js';

/** Texts that come again and again, each kept once and known by a number from 0. */
export class Strings {
  #texts: string[] = [];
  /** undefined: not needed so far. */
  #numbers: Map<string, number> | undefined;
  /** By the hash of a text's bytes, what was asked for by them. */
  #byBytes = new HashIndex();

  get length(): number {
    return this.#texts.length;
  }

  numberOf(text: string): number {
    const numbers = this.#numbersOfTexts();
    const known = numbers.get(text);
    if (known !== undefined) return known;
    const kept = unsliced(text);
    const number = this.#texts.push(kept) - 1;
    numbers.set(kept, number);
    return number;
  }

  /** The number of a text that stands in bytes. */
  numberOfString(buffer: Buffer, string: StringBytes): number {
    if (!string.isPlain) return this.numberOf(textOfString(buffer, string));
    const hash = hash53OfAscii(buffer, string.from, string.end);
    const known = this.#byBytes.get(hash);
    // Other texts may be made to have the same hash.
    if (known !== undefined && isText(this.at(known), buffer, string)) return known;
    const number = this.numberOf(textOfString(buffer, string));
    if (known === undefined) this.#byBytes.add(hash, number);
    return number;
  }

  /** Takes over texts, none of them twice, instead of those that there are. */
  adopt(texts: readonly string[]): void {
    this.#texts = [...texts];
    this.#numbers = undefined;
    this.#byBytes = new HashIndex();
  }

  /**
   * Adds the texts of another list, where they are new.
   * @returns the number here of each text there
   */
  append(other: Strings): Int32Array {
    if (this.length > 0) return Int32Array.from(other.#texts, (text) => this.numberOf(text));
    this.adopt(other.#texts);
    return Int32Array.from(other.#texts, (_, number) => number);
  }

  /** Empty for a number that stands for no text. */
  at(number: number): string {
    return this.#texts[number] ?? '';
  }

  /** The first `length` texts. */
  first(length: number): readonly string[] {
    return this.#texts.slice(0, length);
  }

  #numbersOfTexts(): Map<string, number> {
    this.#numbers ??= new Map(this.#texts.map((text, number) => [text, number]));
    return this.#numbers;
  }
}

/** Whether bytes of ASCII are a text. */
function isText(text: string, bytes: Uint8Array, { from, end }: StringBytes): boolean {
  if (text.length !== end - from) return false;
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) !== bytes[from + i]) return false;
  return true;
}
