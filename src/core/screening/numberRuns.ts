/** Longer runs of digits are no number that anybody is known by. */
const LONGEST_INDEXED = 20;

const NONE: readonly number[] = [];

/** What may separate groups of digits; the place of each, from one on, is its number. */
const SEPARATORS = ' -./+';
const LETTER = SEPARATORS.length + 1;
const ANYTHING = -1;

/**
 * What stands right behind a run of digits, as a bit: a letter; a separator with a digit behind it, or with
 * something else; anything else.
 */
function bitBehind(text: string, end: number): number {
  const code = text.charCodeAt(end);
  if (isLetter(code)) return 1 << (2 * LETTER);
  const separator = SEPARATORS.indexOf(text[end] ?? '\0') + 1;
  return 1 << (2 * separator + (separator > 0 && isDigit(text.charCodeAt(end + 1)) ? 1 : 0));
}

/**
 * The bits with which a form can go on behind its first digits.
 * @param form what follows them: 9 stands for a digit, A for a letter, X for either, all else for itself
 */
export function bitsOf(form: string): number {
  const [sign = '', next = ''] = form;
  if (sign === '') return ANYTHING;
  if (sign === 'A' || sign === 'X') return 1 << (2 * LETTER);
  const separator = SEPARATORS.indexOf(sign) + 1;
  const bits = 1 << (2 * separator);
  if (separator === 0 || next === '9') return separator === 0 ? bits : bits << 1;
  return next === 'X' ? bits | (bits << 1) : bits;
}

/**
 * Where the digits of a text stand: its maximal runs of ASCII digits, by number and by length. What most
 * rules start from, so that a text is searched for digits once and not once a rule.
 */
export class NumberRuns {
  readonly #text: string;
  /** Start and end of each run by turns. */
  readonly #ends: readonly number[];
  readonly #byLength: (number[] | undefined)[] = [];
  /** By length: bits of what stands behind the runs. */
  readonly #behind = new Uint16Array(LONGEST_INDEXED + 1);

  constructor(text: string) {
    this.#text = text;
    this.#ends = runEnds(text);
    for (let run = 0; run < this.count; run += 1) {
      const length = this.end(run) - this.start(run);
      if (length > LONGEST_INDEXED) continue;
      this.#byLength[length] ??= [];
      this.#byLength[length]?.push(run);
      this.#behind[length] = (this.#behind[length] ?? 0) | bitBehind(text, this.end(run));
    }
  }

  get count(): number {
    return this.#ends.length / 2;
  }

  start(run: number): number {
    return this.#ends[2 * run] ?? this.#text.length;
  }

  end(run: number): number {
    return this.#ends[2 * run + 1] ?? this.#text.length;
  }

  length(run: number): number {
    return this.end(run) - this.start(run);
  }

  /** Whether one of the bits is that of some run of exactly so many digits. */
  goOn(digits: number, bits: number): boolean {
    return ((this.#behind[digits] ?? 0) & bits) !== 0;
  }

  /** Runs of exactly so many digits (at most 20), in text order. */
  ofLength(digits: number): readonly number[] {
    return this.#byLength[digits] ?? NONE;
  }
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function isLetter(code: number): boolean {
  const lower = code | 0x20;
  return lower >= 0x61 && lower <= 0x7a;
}

/** How far a loop looks for the next run of digits before a search does. */
const CLOSE = 8;

/**
 * Where digits are few, a regular expression finds the next one several times faster than any loop over
 * characters; where one run follows another, a loop does. It is only asked whether there is one, as a match
 * would be an object for each run.
 */
function runEnds(text: string): number[] {
  const ends: number[] = [];
  const digit = /[0-9]/gu;
  while (digit.test(text)) {
    let start = digit.lastIndex - 1;
    let end = start;
    for (; start - end < CLOSE; start += 1) {
      if (!isDigit(text.charCodeAt(start))) continue;
      end = start + 1;
      while (isDigit(text.charCodeAt(end))) end += 1;
      ends.push(start, end);
      start = end;
    }
    digit.lastIndex = start;
  }
  return ends;
}
