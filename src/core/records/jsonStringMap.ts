/**
 * Where the characters of a JSON string stand in the text it was written in: `\n` is one character
 * written as two, `\ud83d\ude00` two code units written as twelve.
 */
export class JsonStringMap {
  /** As the string reads. */
  readonly text: string;
  /** By escape: the offset behind it in `text`. */
  readonly #behind: readonly number[];

  /** By escape: how much longer everything up to it is in the literal than in `text`. */
  readonly #surplus: readonly number[];

  /** @param literal a valid JSON string with its quotes */
  constructor(literal: string) {
    this.text = String(JSON.parse(literal));
    const behind: number[] = [];
    const surplus: number[] = [];
    let longer = 0;
    for (let at = literal.indexOf('\\'); at >= 0; at = literal.indexOf('\\', at)) {
      const length = literal[at + 1] === 'u' ? 6 : 2;
      // One for the opening quote.
      behind.push(at - 1 - longer + 1);
      longer += length - 1;
      surplus.push(longer);
      at += length;
    }
    this.#behind = behind;
    this.#surplus = surplus;
  }

  /**
   * @param offset in UTF-16 code units of `text`, from 0 to its length
   * @returns the same place in the literal, in its code units; an escape is never cut
   */
  rawOffset(offset: number): number {
    let low = 0;
    let high = this.#behind.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#behind[middle] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return 1 + offset + (this.#surplus[low - 1] ?? 0);
  }
}

/** A text as it is written inside a JSON string, without the quotes. */
export function jsonEscaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
