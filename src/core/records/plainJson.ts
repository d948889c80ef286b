import { isUtf8 } from 'node:buffer';
import { BACKSLASH, QUOTE } from './jsonBytes.js';

const ASCII = 0x80;
const DIGIT_0 = 0x30;
/** As many are exact in a number. */
const MOST_DIGITS = 15;
/** The first byte, in UTF-8, of Â, Ã and â, which text that was decoded wrongly is full of; and the second ones. */
const MOJIBAKE_LEAD = 0xc3;
const MOJIBAKE_SECOND: ReadonlySet<number | undefined> = new Set([0x82, 0x83, 0xa2]);

/** By byte, 1 for ASCII that stands for itself in a JSON string. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number(byte >= 0x20 && byte < ASCII && byte !== QUOTE && byte !== BACKSLASH),
);
/** By byte, 1 for what makes a character together with a backslash before it: all but `u`. */
const ESCAPED = Uint8Array.from({ length: 256 }, (_, byte) =>
  Number('"\\/bfnrt'.includes(String.fromCharCode(byte))),
);

/** The same byte four times, for looking at four at once. */
const ONES = 0x01010101;
const TWOS = 0x02020202;
const UP_TO_QUOTE = 0x21212121;
const BACKSLASHES = 0x5c5c5c5c;
const HIGH_BITS = 0x80808080;

/** Where a string lies in bytes, without its quotes. */
export interface StringBytes {
  readonly from: number;
  readonly end: number;
  readonly isAscii: boolean;
  /** ASCII without escapes: the bytes are the text. */
  readonly isPlain: boolean;
}

/**
 * Walks along JSON in bytes without parsing it, at a quarter of the cost, for whoever knows how its lines are
 * written. It goes on only where nothing can be wrong: every `false` means that the line has to be parsed.
 */
export class PlainJson {
  #buffer: Buffer = Buffer.alloc(0);
  #words: Int32Array = new Int32Array(0);
  /** Of the buffer in the memory that the words are of. */
  #offset = 0;
  #at = 0;
  #end = 0;
  #stringFrom = 0;
  #isAscii = true;
  #hasEscapes = false;

  /** Begins at a byte; nothing from `end` on is looked at. */
  begin(buffer: Buffer, from: number, end: number): void {
    // Asking a view for what it is a view of takes longer than all else here.
    if (buffer !== this.#buffer) {
      this.#words = new Int32Array(buffer.buffer, 0, buffer.buffer.byteLength >> 2);
      this.#offset = buffer.byteOffset;
      this.#buffer = buffer;
    }
    this.#at = from;
    this.#end = end;
  }

  /** Where it is now. */
  get at(): number {
    return this.#at;
  }

  /** Whether nothing is left. */
  get isDone(): boolean {
    return this.#at === this.#end;
  }

  /** Goes past exactly these bytes, if they come next. */
  passes(bytes: Uint8Array): boolean {
    const { length } = bytes;
    const buffer = this.#buffer;
    const at = this.#at;
    if (at + length > this.#end) return false;
    for (let i = 0; i < length; i += 1) if (buffer[at + i] !== bytes[i]) return false;
    this.#at = at + length;
    return true;
  }

  /**
   * Goes past the rest of a string, from behind its opening quote to behind its closing one. Not past control
   * characters, escapes by number, invalid UTF-8, and letters that damaged text is full of.
   */
  passesString(): boolean {
    this.#stringFrom = this.#at;
    this.#isAscii = true;
    this.#hasEscapes = false;
    const quote = this.#closingQuote(this.#at);
    if (quote < 0) return false;
    this.#at = quote + 1;
    return this.#isAscii || isUtf8(this.#buffer.subarray(this.#stringFrom, quote));
  }

  /** The string that it went past last. */
  get string(): StringBytes {
    const isAscii = this.#isAscii;
    const isPlain = isAscii && !this.#hasEscapes;
    return { from: this.#stringFrom, end: this.#at - 1, isAscii, isPlain };
  }

  /** Goes past a whole number that is not negative; undefined: there is none, or it is not exact. */
  number(): number | undefined {
    const buffer = this.#buffer;
    const from = this.#at;
    let at = from;
    let number = 0;
    for (; at < this.#end; at += 1) {
      const digit = (buffer[at] as number) - DIGIT_0;
      if (digit < 0 || digit > 9) break;
      number = number * 10 + digit;
    }
    // Nothing may follow a nought that a number begins with.
    const isExact = at > from && at - from <= MOST_DIGITS && buffer[from] !== DIGIT_0;
    this.#at = at;
    return isExact ? number : undefined;
  }

  /** -1: there is none, or the string has to be looked at more closely. */
  #closingQuote(from: number): number {
    const buffer = this.#buffer;
    const words = this.#words;
    const offset = this.#offset;
    const end = this.#end;
    const lastPair = ((end + offset) >> 2) - 1;
    let at = from;
    while (at < end) {
      const byte = buffer[at] as number;
      if (PLAIN[byte] === 1) {
        at += 1;
        if (((at + offset) & 3) === 0)
          at = plainWordsEnd(words, (at + offset) >> 2, lastPair) * 4 - offset;
      } else if (byte === QUOTE) return at;
      else {
        const length = byte === BACKSLASH ? this.#escapeAt(at) : this.#foreignAt(at);
        if (length === 0) return -1;
        at += length;
      }
    }
    return -1;
  }

  /** How long an escape is; 0 for one by number, and for none that there is. */
  #escapeAt(at: number): number {
    this.#hasEscapes = true;
    return ESCAPED[this.#buffer[at + 1] as number] === 1 ? 2 : 0;
  }

  /** How many bytes to go past that are no ASCII; 0 for control characters, and for what damaged text is full of. */
  #foreignAt(at: number): number {
    const buffer = this.#buffer;
    const end = this.#end;
    let length = 0;
    while (at + length < end && (buffer[at + length] as number) >= ASCII) {
      if (isSuspicious(buffer, at + length)) return 0;
      length += 1;
    }
    this.#isAscii = this.#isAscii && length === 0;
    return length;
  }
}

/** The text of a string that `PlainJson` went past. */
export function textOfString(buffer: Buffer, string: StringBytes): string {
  const raw = rawString(buffer, string);
  return string.isPlain ? raw : unescaped(raw);
}

/** As it is written, escapes and all. */
export function rawString(
  buffer: Buffer,
  { from, end, isAscii }: Omit<StringBytes, 'isPlain'>,
): string {
  return isAscii ? buffer.toString('latin1', from, end) : buffer.toString('utf8', from, end);
}

/** @param raw as `rawString` gives it */
export function unescaped(raw: string): string {
  return raw.includes('\\') ? JSON.parse(`"${raw}"`) : raw;
}

/** From a word on, the first of two of which one has a byte that may not stand for itself; eight bytes at once. */
function plainWordsEnd(words: Int32Array, from: number, lastPair: number): number {
  let word = from;
  while (
    word < lastPair &&
    ((oddBits(words[word] as number) | oddBits(words[word + 1] as number)) & HIGH_BITS) === 0
  )
    word += 2;
  return word;
}

/**
 * A high bit where one of four bytes does not stand for itself in a JSON string, and perhaps above such a byte as well.
 * With their second bit turned, control characters and the quote are all that is below 0x21.
 */
function oddBits(four: number): number {
  return four | ((four ^ TWOS) - UP_TO_QUOTE) | ((four ^ BACKSLASHES) - ONES);
}

function isSuspicious(buffer: Buffer, at: number): boolean {
  return buffer[at] === MOJIBAKE_LEAD && MOJIBAKE_SECOND.has(buffer[at + 1]);
}
