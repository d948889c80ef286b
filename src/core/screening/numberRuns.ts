import { isLetter } from './tokens.js';

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

/** How numbers of some form begin: so many digits, and behind them something with one of these bits. */
export interface FirstDigits {
  readonly digits: number;
  readonly behind: number;
}

/**
 * Where the digits of a text stand: its maximal runs of ASCII digits, by number and by length. What most
 * rules start from, so that a text is searched for digits once and not once a rule.
 */
export class NumberRuns {
  readonly #text: string;
  readonly #ends: readonly number[];
  readonly #byLength: (number[] | undefined)[] = [];
  /** By length: bits of what stands behind the runs. */
  readonly #behind = new Uint16Array(LONGEST_INDEXED + 1);

  /** @param ends start and end of each run by turns */
  constructor(text: string, ends: readonly number[]) {
    this.#text = text;
    this.#ends = ends;
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

  /** What stands behind runs of exactly so many digits (at most 20), as bits. */
  behind(digits: number): number {
    return this.#behind[digits] ?? 0;
  }

  /** Whether one of the bits is that of some run of exactly so many digits. */
  goOn(digits: number, bits: number): boolean {
    return ((this.#behind[digits] ?? 0) & bits) !== 0;
  }

  /** Whether some run of digits is one with which a number of these forms can begin; false for most texts. */
  goOnLike(forms: readonly FirstDigits[]): boolean {
    for (let index = 0; index < forms.length; index += 1) {
      const form = forms[index];
      if (form !== undefined && this.goOn(form.digits, form.behind)) return true;
    }
    return false;
  }

  /** Runs of exactly so many digits (at most 20), in text order. */
  ofLength(digits: number): readonly number[] {
    return this.#byLength[digits] ?? NONE;
  }
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
