import type { ContextWords } from './contextWords.js';

/** How far from a value a word still speaks of it, in code units. */
export interface Reach {
  readonly before: number;
  readonly after: number;
}

const USUAL_REACH: Reach = { before: 50, after: 20 };

/**
 * One string under the scanner, with what several rules want to know of it. Each of that is worked out
 * at most once and only when a rule asks, so that a text in which nothing looks like anything costs little.
 */
export class ScannedText {
  readonly text: string;
  #lower: string | undefined;
  readonly #positions = new Map<ContextWords, readonly number[]>();

  constructor(text: string) {
    this.text = text;
  }

  /** In lower case, of the same length as `text`. */
  get lower(): string {
    this.#lower ??= lowerCase(this.text);
    return this.#lower;
  }

  /** Whether one of the words stands within reach of a span, on either side of it. */
  near(words: ContextWords, start: number, end: number, reach: Reach = USUAL_REACH): boolean {
    const positions = this.#positionsOf(words);
    // The first word that ends within reach before the span, or behind that point.
    let index = firstEndingAfter(positions, start - reach.before);
    for (; index < positions.length; index += 2) {
      const from = positions[index] ?? 0;
      const to = positions[index + 1] ?? 0;
      if (from >= end + reach.after) return false;
      if (to <= start || from >= end) return true;
    }
    return false;
  }

  #positionsOf(words: ContextWords): readonly number[] {
    const known = this.#positions.get(words);
    if (known !== undefined) return known;
    const positions = words.positionsIn(this.text, this.lower);
    this.#positions.set(words, positions);
    return positions;
  }
}

/** A few letters are longer in lower case (`İ`); then only ASCII is lowered, to keep offsets. */
function lowerCase(text: string): string {
  const lower = text.toLowerCase();
  if (lower.length === text.length) return lower;
  return text.replaceAll(/[A-Z]+/gu, (letters) => letters.toLowerCase());
}

/** Index of the first start whose end lies behind `point`; the positions are in order. */
function firstEndingAfter(positions: readonly number[], point: number): number {
  let low = 0;
  let high = positions.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((positions[2 * middle + 1] ?? 0) > point) high = middle;
    else low = middle + 1;
  }
  return 2 * low;
}
