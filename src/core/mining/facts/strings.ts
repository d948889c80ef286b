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
    return this.#numbersOfTexts().get(text) ?? this.#add(unsliced(text));
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
    if (this.length === 0) {
      this.adopt(other.#texts);
      return sameNumbers(this.length);
    }
    const known = this.#numbersOfTexts();
    const numbers = new Int32Array(other.length);
    for (let there = 0; there < numbers.length; there += 1) {
      const text = other.at(there);
      numbers[there] = known.get(text) ?? this.#add(text);
    }
    return numbers;
  }

  /** Empty for a number that stands for no text. */
  at(number: number): string {
    return this.#texts[number] ?? '';
  }

  /** The first `length` texts. */
  first(length: number): readonly string[] {
    return this.#texts.slice(0, length);
  }

  /** Adds a text that is not there yet, and that lies in memory of its own. */
  #add(text: string): number {
    const number = this.#texts.push(text) - 1;
    this.#numbersOfTexts().set(text, number);
    return number;
  }

  #numbersOfTexts(): Map<string, number> {
    this.#numbers ??= new Map(this.#texts.map((text, number) => [text, number]));
    return this.#numbers;
  }
}

/** 0, 1, 2 and so on: what the numbers of a table become that is taken over as it is. */
export function sameNumbers(length: number): Int32Array {
  const numbers = new Int32Array(length);
  for (let number = 0; number < length; number += 1) numbers[number] = number;
  return numbers;
}

/** Whether bytes of ASCII are a text. */
function isText(text: string, bytes: Uint8Array, { from, end }: StringBytes): boolean {
  if (text.length !== end - from) return false;
  for (let i = 0; i < text.length; i += 1) if (text.charCodeAt(i) !== bytes[from + i]) return false;
  return true;
}
