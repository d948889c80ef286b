import { ContextWords, type Hits } from './contextWords.js';
import type { FirstPass } from './firstPass.js';
import { NumberRuns } from './numberRuns.js';
import type { Numeral } from './numerals.js';
import { codesIn, type Token, tokensIn } from './tokens.js';
import { Trigger } from './triggers.js';

/** How far from a value a word still speaks of it, in code units. */
export interface Reach {
  readonly before: number;
  readonly after: number;
}

const NOT_PLAIN = /[^ -~\t\n\r]+/g;
const USUAL_REACH: Reach = { before: 50, after: 20 };
/** Hits are in the order of their ends: one that begins this far behind ends the search. */
const LONGEST_WORD = 32;

/**
 * One string under the scanner, with what several rules want to know of it. Each of that is worked out
 * at most once and only when a rule asks, so that a text in which nothing looks like anything costs little.
 */
export class ScannedText {
  readonly text: string;
  #lower: string | undefined;
  #numbers: NumberRuns | undefined;
  #hits: Hits | undefined;
  /** How many characters were searched for words so far. */
  #asked = 0;
  #tokens: readonly Token[] | undefined;
  #codes: readonly Token[] | undefined;
  #unusual: string | undefined;
  #first: FirstPass | undefined;
  #numerals: Map<string, readonly Numeral[]> | undefined;

  constructor(text: string) {
    this.text = text;
  }

  /** Numbers that were found in it, by shape. */
  get numerals(): Map<string, readonly Numeral[]> {
    this.#numerals ??= new Map();
    return this.#numerals;
  }

  /** What a look at every character told. */
  get first(): FirstPass {
    this.#first ??= Trigger.firstPass(this.text);
    return this.#first;
  }

  /** In lower case, of the same length as `text`. */
  get lower(): string {
    this.#lower ??= lowerCase(this.text);
    return this.#lower;
  }

  /** Where its digits stand. */
  get numbers(): NumberRuns {
    this.#numbers ??= new NumberRuns(this.text, this.first.digits);
    return this.#numbers;
  }

  /** Its words of ASCII letters and digits that hold a digit. */
  get tokens(): readonly Token[] {
    this.#tokens ??= tokensIn(this.text, this.numbers);
    return this.#tokens;
  }

  /** Those of them that may be somebody's number of some kind. */
  get codes(): readonly Token[] {
    this.#codes ??= codesIn(this.text, this.tokens);
    return this.#codes;
  }

  /** All its characters but ASCII that shows itself and line ends, in text order; mostly few or none. */
  get unusual(): string {
    this.#unusual ??= this.isPlain ? '' : (this.text.match(NOT_PLAIN)?.join('') ?? '');
    return this.#unusual;
  }

  /** Whether it has none of those: then nothing can hide in it. */
  get isPlain(): boolean {
    return this.first.isPlain;
  }

  /** Start and end by turns of every string of a trigger, in text order; mostly none. */
  hits(trigger: Trigger): readonly number[] {
    return trigger.hitsIn(this.first);
  }

  holds(trigger: Trigger): boolean {
    return this.hits(trigger).length > 0;
  }

  /** Whether one of the words stands within reach of a span, on either side of it. */
  near(words: ContextWords, start: number, end: number, reach: Reach = USUAL_REACH): boolean {
    const hits = this.#hitsAround(start, end, reach).of(words);
    let index = firstEndingBehind(hits, start - reach.before);
    for (; index < hits.length; index += 2) {
      const from = hits[index] ?? 0;
      if (from >= end + reach.after + LONGEST_WORD) return false;
      if ((hits[index + 1] ?? 0) <= start) return true;
      if (from >= end && from < end + reach.after) return true;
    }
    return false;
  }

  /** The first few times only the surroundings are searched: most texts hold few values to ask for. */
  #hitsAround(start: number, end: number, { before, after }: Reach): Hits {
    if (this.#hits !== undefined) return this.#hits;
    this.#asked += end - start + before + after;
    if (this.#asked < this.text.length) {
      const from = Math.max(0, start - before - LONGEST_WORD);
      const to = Math.min(this.text.length, end + after + LONGEST_WORD);
      return ContextWords.hitsIn(this, from, to);
    }
    this.#hits = ContextWords.hitsIn(this);
    return this.#hits;
  }
}

/** A few letters are longer in lower case (`İ`); then only ASCII is lowered, to keep offsets. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return text.replaceAll(/[A-Z]+/gu, (letters) => letters.toLowerCase());
}

/** Index of the first start whose end lies behind `point`; the hits are in the order of their ends. */
function firstEndingBehind(hits: readonly number[], point: number): number {
  let low = 0;
  let high = hits.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hits[2 * middle + 1] ?? 0) > point) high = middle;
    else low = middle + 1;
  }
  return 2 * low;
}
