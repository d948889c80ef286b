import type { NumberRuns } from './numberRuns.js';
import type { Recogniser } from './recogniser.js';

const LONGEST = 20;
const BITS = 32;
/** Kinds of what stands behind a run of digits, as `NumberRuns` has them. */
const KINDS = 16;

/**
 * Of the rules that look for numbers of certain forms, which have anything to look at in a text. There are dozens of
 * them, and most texts hold a number for none: so they are told apart all at once.
 */
export class NumberedRules {
  readonly #words: number;
  /** For each length of runs and each kind of what follows: the rules, as bits. */
  readonly #rules: Int32Array;
  /** Rules that look at something else, too, and so always. */
  readonly #always: Int32Array;

  constructor(rules: readonly Recogniser[]) {
    this.#words = Math.ceil(rules.length / BITS);
    this.#rules = new Int32Array((LONGEST + 1) * KINDS * this.#words);
    this.#always = new Int32Array(this.#words);
    for (const [index, { firstDigits }] of rules.entries()) {
      if (firstDigits === undefined) this.#set(this.#always, 0, index);
      for (const { digits, behind } of firstDigits ?? []) {
        for (let kind = 0; kind < KINDS; kind += 1) {
          const place = (digits * KINDS + kind) * this.#words;
          if (((behind >> kind) & 1) === 1) this.#set(this.#rules, place, index);
        }
      }
    }
  }

  /** The rules that may find something, as bits, 32 in a number. */
  of(numbers: NumberRuns): Int32Array {
    const rules = this.#always.slice();
    for (let digits = 1; digits <= LONGEST; digits += 1) {
      for (let bits = numbers.behind(digits); bits !== 0; bits &= bits - 1) {
        const kind = BITS - 1 - Math.clz32(bits & -bits);
        const place = (digits * KINDS + kind) * this.#words;
        for (let word = 0; word < rules.length; word += 1)
          rules[word] = (rules[word] ?? 0) | (this.#rules[place + word] ?? 0);
      }
    }
    return rules;
  }

  #set(bits: Int32Array, place: number, index: number): void {
    const word = place + Math.floor(index / BITS);
    bits[word] = (bits[word] ?? 0) | (1 << (index % BITS));
  }
}

/** Whether the rule at some place of the list is among them; undefined: all are. */
export function isAmong(rules: Int32Array | undefined, index: number): boolean {
  if (rules === undefined) return true;
  return (((rules[index >> 5] ?? 0) >>> (index & (BITS - 1))) & 1) === 1;
}
