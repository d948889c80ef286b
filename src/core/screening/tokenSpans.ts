/** A stretch of a text and what stands there instead. */
export interface TokenSpan {
  readonly start: number;
  readonly end: number;
  readonly token: string;
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A stretch of the text, and where its token stands in the replaced one. */
interface Replacement {
  readonly original: Stretch;
  readonly replaced: Stretch;
}

type Side = keyof Replacement;

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
      replacements.push({
        original: { start, end },
        replaced: { start: begin, end: replaced.length },
      });
      done = end;
    }
    this.replaced = replaced + text.slice(done);
    this.#replacements = replacements;
  }

  /** A place in the text, as a place in the replaced one; inside of what was replaced: its beginning. */
  start(offset: number): number {
    return this.#moved(offset, 'original', 'replaced', 'start');
  }

  /** The same; inside of what was replaced: its end. */
  end(offset: number): number {
    return this.#moved(offset, 'original', 'replaced', 'end');
  }

  /** A place in the replaced text, as a place in the original; inside of a replacement: its beginning. */
  originalStart(offset: number): number {
    return this.#moved(offset, 'replaced', 'original', 'start');
  }

  /** The same; inside of a replacement: its end. */
  originalEnd(offset: number): number {
    return this.#moved(offset, 'replaced', 'original', 'end');
  }

  /** @param edge of the stretch, where the place is inside of one */
  #moved(offset: number, from: Side, to: Side, edge: keyof Stretch): number {
    const last = this.#lastBefore(offset, from);
    if (last === undefined) return offset;
    return offset < last[from].end ? last[to][edge] : offset - last[from].end + last[to].end;
  }

  /** The last replacement that begins before a place. */
  #lastBefore(offset: number, side: Side): Replacement | undefined {
    let low = 0;
    let high = this.#replacements.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      const each = this.#replacements[middle];
      if (each !== undefined && each[side].start < offset) low = middle + 1;
      else high = middle;
    }
    return this.#replacements[low - 1];
  }
}
