/** A stretch of a text and what stands there instead. */
export interface TokenSpan {
  readonly start: number;
  readonly end: number;
  readonly token: string;
}

/** A stretch, and where its token stands in the replaced text. */
interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly begin: number;
  readonly finish: number;
}

/** A text with stretches of it replaced, and the way from places in the one to places in the other. */
export class TokenSpans {
  readonly replaced: string;
  /** In order. */
  readonly #replacements: readonly Replacement[];

  /** @param spans in any order; of those that overlap the first and longest counts */
  constructor(text: string, spans: readonly TokenSpan[]) {
    const replacements: Replacement[] = [];
    let replaced = '';
    let done = 0;
    for (const { start, end, token } of spans.toSorted(
      (a, b) => a.start - b.start || b.end - a.end,
    )) {
      if (start < done) continue;
      replaced += text.slice(done, start);
      const begin = replaced.length;
      replaced += token;
      replacements.push({ start, end, begin, finish: replaced.length });
      done = end;
    }
    this.replaced = replaced + text.slice(done);
    this.#replacements = replacements;
  }

  /** A place in the text, as a place in the replaced one; inside of what was replaced: its beginning. */
  start(offset: number): number {
    const last = this.#lastBefore(offset, ({ start }) => start);
    if (last === undefined) return offset;
    return offset < last.end ? last.begin : offset - last.end + last.finish;
  }

  /** The same; inside of what was replaced: its end. */
  end(offset: number): number {
    const last = this.#lastBefore(offset, ({ start }) => start);
    if (last === undefined) return offset;
    return offset < last.end ? last.finish : offset - last.end + last.finish;
  }

  /** A place in the replaced text, as a place in the original; inside of a replacement: its beginning. */
  originalStart(offset: number): number {
    const last = this.#lastBefore(offset, ({ begin }) => begin);
    if (last === undefined) return offset;
    return offset < last.finish ? last.start : offset - last.finish + last.end;
  }

  /** The same; inside of a replacement: its end. */
  originalEnd(offset: number): number {
    const last = this.#lastBefore(offset, ({ begin }) => begin);
    if (last === undefined) return offset;
    return offset < last.finish ? last.end : offset - last.finish + last.end;
  }

  /** The last replacement that begins before a place. */
  #lastBefore(offset: number, placeOf: (each: Replacement) => number): Replacement | undefined {
    let low = 0;
    let high = this.#replacements.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const each = this.#replacements[middle];
      if (each !== undefined && placeOf(each) < offset) low = middle + 1;
      else high = middle;
    }
    return this.#replacements[low - 1];
  }
}
