const LETTER = /\p{L}/u;
const LOWER = /\p{Ll}/u;
const UPPER = /\p{Lu}/u;

/** Words that, standing near a value, say what it is. */
export class ContextWords {
  readonly #pattern: RegExp;

  /** @param words in lower case; a space stands for any of space, `_` and `-`, or nothing */
  constructor(words: readonly string[]) {
    const alternatives = words.map((word) =>
      word.replaceAll(/[.+?()[\]|\\/^$*{}]/gu, '\\$&').replaceAll(' ', '[ _-]?'),
    );
    this.#pattern = new RegExp(alternatives.join('|'), 'gu');
  }

  /**
   * Where the words stand, in text order: start and end by turns. `customer_ssn` and `userSsn` hold
   * the word `ssn`; `classname` does not hold `ssn`.
   *
   * @param lower the same text in lower case, of the same length
   */
  positionsIn(text: string, lower: string): number[] {
    const positions: number[] = [];
    for (const { index, 0: word } of lower.matchAll(this.#pattern)) {
      const end = index + word.length;
      if (beginsWord(text, index) && endsWord(text, end)) positions.push(index, end);
    }
    return positions;
  }
}

function beginsWord(text: string, start: number): boolean {
  const before = text[start - 1] ?? ' ';
  if (!LETTER.test(before)) return true;
  return LOWER.test(before) && UPPER.test(text[start] ?? '');
}

function endsWord(text: string, end: number): boolean {
  const after = text[end] ?? ' ';
  if (!LETTER.test(after)) return true;
  if (after === 's' && !LETTER.test(text[end + 1] ?? ' ')) return true;
  return LOWER.test(text[end - 1] ?? '') && UPPER.test(after);
}
