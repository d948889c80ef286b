import { bitsOf, type FirstDigits, type NumberRuns } from './numberRuns.js';
import type { ScannedText } from './scannedText.js';

/** A number found in a certain shape. */
export interface Numeral {
  readonly start: number;
  readonly end: number;
  /** Its digits and letters, these in upper case, without what separates them. */
  readonly value: string;
}

const NONE: readonly Numeral[] = [];
const CLASSES: Readonly<Record<string, string>> = {
  '9': '[0-9]',
  A: '[A-Za-z]',
  X: '[0-9A-Za-z]',
};

/** How a number is written: 9 stands for a digit, A for a letter, X for either, all else for itself. */
export class Shape {
  readonly #text: string;
  /** What stands before its first run of digits. */
  readonly #lead: number;
  readonly #firstDigits: number;
  readonly #behind: number;
  /** What follows them, where that is always the same; -1: it is not. */
  readonly #next: number;
  readonly #pattern: RegExp;

  /** @param text such as `999-99-9999` or `AA 99 99 99 A`; its first digits must not follow an X */
  constructor(text: string) {
    this.#text = text;
    this.#lead = text.indexOf('9');
    this.#firstDigits = text.slice(this.#lead).search(/[^9]|$/u);
    this.#behind = bitsOf(text.slice(this.#lead + this.#firstDigits));
    const next = text[this.#lead + this.#firstDigits] ?? 'X';
    this.#next = Object.hasOwn(CLASSES, next) ? -1 : next.charCodeAt(0);
    const classes = Array.from(
      text,
      (sign) => CLASSES[sign] ?? `\\u{${sign.codePointAt(0)?.toString(16)}}`,
    );
    this.#pattern = new RegExp(classes.join(''), 'uy');
  }

  /** How many digits it begins with, and the bits with which it goes on. */
  get firstDigits(): FirstDigits {
    return { digits: this.#firstDigits, behind: this.#behind };
  }

  /** False for most texts: no digits of theirs go on as this shape does. */
  mayStandIn(numbers: NumberRuns): boolean {
    return numbers.goOn(this.#firstDigits, this.#behind);
  }

  /** Every number of this shape that is a word of its own; several rules ask for the same shape of a text. */
  in(scanned: ScannedText): readonly Numeral[] {
    const runs = scanned.numbers.ofLength(this.#firstDigits);
    if (runs.length === 0) return NONE;
    const { numerals } = scanned;
    const found = numerals.get(this.#text) ?? this.#numeralsIn(scanned, runs);
    numerals.set(this.#text, found);
    return found;
  }

  #numeralsIn({ text, numbers }: ScannedText, runs: readonly number[]): readonly Numeral[] {
    const found: Numeral[] = [];
    for (const run of runs) {
      const start = numbers.start(run) - this.#lead;
      if (start < 0 || !this.#goesOn(text, numbers.end(run))) continue;
      this.#pattern.lastIndex = start;
      if (!this.#pattern.test(text)) continue;
      const end = this.#pattern.lastIndex;
      if (!standsApart(text, start, end)) continue;
      const value = text
        .slice(start, end)
        .replaceAll(/[^0-9A-Za-z]+/gu, '')
        .toUpperCase();
      found.push({ start, end, value });
    }
    return found;
  }

  /** Cheaper than the pattern, and false for most numbers of the right length. */
  #goesOn(text: string, end: number): boolean {
    return this.#next < 0 || text.charCodeAt(end) === this.#next;
  }
}

/** How several shapes begin, one of each length. */
export function firstDigitsOf(all: readonly Shape[]): readonly FirstDigits[] {
  const behind = new Map<number, number>();
  for (const { firstDigits } of all)
    behind.set(firstDigits.digits, (behind.get(firstDigits.digits) ?? 0) | firstDigits.behind);
  return Array.from(behind, ([digits, bits]) => ({ digits, behind: bits }));
}

export function shapes(...texts: readonly string[]): readonly Shape[] {
  return texts.map((text) => new Shape(text));
}

/** Not the scripts that are written without spaces between words. */
const BEYOND_ASCII_WORD =
  /(?!\p{sc=Han}|\p{sc=Hira}|\p{sc=Kana}|\p{sc=Hang}|\p{sc=Thai})[\p{L}\p{N}]/u;

/**
 * Whether a span is a word of its own: not a piece of a longer number, a version, a UUID, a file name.
 * A `_` or a path's `/` may stand before it: `ssn_123-45-6789`, `/patients/123-45-6789`.
 */
export function standsApart(text: string, start: number, end: number): boolean {
  return standsApartBefore(text, start) && standsApartBehind(text, end);
}

/** The half of it that looks at what stands before. */
export function standsApartBefore(text: string, start: number): boolean {
  if (isAlphanumeric(text, start - 1)) return false;
  const before = text[start - 1] ?? ' ';
  if (before === '-' || before === '.' || before === '+') return !isAlphanumeric(text, start - 2);
  if (before === '/' || before === ',' || before === ':') return !isDigit(text, start - 2);
  return true;
}

function standsApartBehind(text: string, end: number): boolean {
  const after = text[end] ?? ' ';
  if (after === '_' || isAlphanumeric(text, end)) return false;
  if (after === '-') return !isAlphanumeric(text, end + 1);
  if (after === '.' || after === ',' || after === '/' || after === ':')
    return !isDigit(text, end + 1);
  return true;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
}

function isAlphanumeric(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code >= 0x80) return BEYOND_ASCII_WORD.test(text[at] ?? ' ');
  const lower = code | 0x20;
  return (code >= 0x30 && code <= 0x39) || (lower >= 0x61 && lower <= 0x7a);
}
