/** A stretch of a text and what stands there instead. */
export interface TokenSpan {
  readonly start: number;
  readonly end: number;
  readonly token: string;
}

/** A text with stretches of it replaced, and the way from places in the one to places in the other. */
export class TokenSpans {
  readonly replaced: string;
  readonly #spans: readonly TokenSpan[];

  /** @param spans in any order; of those that overlap the first and longest counts */
  constructor(text: string, spans: readonly TokenSpan[]) {
    const kept: TokenSpan[] = [];
    for (const span of spans.toSorted((a, b) => a.start - b.start || b.end - a.end)) {
      if (span.start >= (kept.at(-1)?.end ?? 0)) kept.push(span);
    }
    let replaced = '';
    let done = 0;
    for (const { start, end, token } of kept) {
      replaced += text.slice(done, start) + token;
      done = end;
    }
    this.replaced = replaced + text.slice(done);
    this.#spans = kept;
  }

  /** A place in the text, as a place in the replaced one; inside of what was replaced: its beginning. */
  start(offset: number): number {
    return this.#moved(offset, (_, { begin }) => begin);
  }

  /** The same; inside of what was replaced: its end. */
  end(offset: number): number {
    return this.#moved(offset, (span, { begin }) => begin + span.token.length);
  }

  /** A place in the replaced text, as a place in the original; inside of a replacement: its beginning. */
  originalStart(offset: number): number {
    return this.#movedBack(offset, ({ start }) => start);
  }

  /** The same; inside of a replacement: its end. */
  originalEnd(offset: number): number {
    return this.#movedBack(offset, ({ end }) => end);
  }

  #moved(offset: number, inside: (span: TokenSpan, at: { begin: number }) => number): number {
    let shift = 0;
    for (const span of this.#spans) {
      if (offset <= span.start) break;
      if (offset < span.end) return inside(span, { begin: span.start + shift });
      shift += span.token.length - (span.end - span.start);
    }
    return offset + shift;
  }

  #movedBack(offset: number, inside: (span: TokenSpan) => number): number {
    let shift = 0;
    for (const span of this.#spans) {
      const begin = span.start + shift;
      if (offset <= begin) break;
      if (offset < begin + span.token.length) return inside(span);
      shift += span.token.length - (span.end - span.start);
    }
    return offset - shift;
  }
}
