/** Longer ones are refused: a filter is typed by a person. UTF-16 code units. */
export const LONGEST_QUERY = 1_000;

const SPACE = /\s/u;

/** A stretch of a query: a word, or what stands between quotes. */
export interface QueryPiece {
  readonly text: string;
  readonly isQuoted: boolean;
  /** From 0, with quotes. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** Quotes were opened and not closed. */
  readonly isOpen: boolean;
}

/** Reads a query from left to right, each character once. */
export class QueryText {
  readonly text: string;
  #at = 0;

  constructor(text: string) {
    this.text = text;
  }

  get at(): number {
    return this.#at;
  }

  /** Whether something stands behind the spaces here. */
  skipSpaces(): boolean {
    while (this.#at < this.text.length && this.#isSpace(this.#at)) this.#at += 1;
    return this.#at < this.text.length;
  }

  /** Whether `character` stands here; it is passed over. */
  take(character: string): boolean {
    if (this.text[this.#at] !== character) return false;
    this.#at += 1;
    return true;
  }

  /** Whether a space or the end stands `ahead` characters from here. */
  endsAt(ahead: number): boolean {
    const at = this.#at + ahead;
    return at >= this.text.length || this.#isSpace(at);
  }

  /** What stands between quotes here; else everything up to a space, a quote or one of `stops`. */
  piece(stops: string): QueryPiece {
    return this.text[this.#at] === '"' ? this.#quoted() : this.#bare(stops);
  }

  #bare(stops: string): QueryPiece {
    const start = this.#at;
    while (!this.endsAt(0) && !`"${stops}`.includes(this.text[this.#at] ?? '')) this.#at += 1;
    const text = this.text.slice(start, this.#at);
    return { text, isQuoted: false, start, end: this.#at, isOpen: false };
  }

  #quoted(): QueryPiece {
    const start = this.#at;
    const parts: string[] = [];
    for (this.#at += 1; this.#at < this.text.length; this.#at += 1) {
      const character = this.text[this.#at] ?? '';
      if (character === '"') {
        this.#at += 1;
        return { text: parts.join(''), isQuoted: true, start, end: this.#at, isOpen: false };
      }
      const next = this.text[this.#at + 1];
      const isEscape = character === '\\' && (next === '"' || next === '\\');
      if (isEscape) this.#at += 1;
      parts.push(isEscape ? (next ?? '') : character);
    }
    return { text: parts.join(''), isQuoted: true, start, end: this.#at, isOpen: true };
  }

  #isSpace(at: number): boolean {
    return SPACE.test(this.text[at] ?? '');
  }
}

/** A value as it is written in a query: in quotes only where it needs them. */
export function writtenValue(value: string, needsQuotes: RegExp): string {
  if (value !== '' && !needsQuotes.test(value)) return value;
  return `"${value.replaceAll(/["\\]/gu, '\\$&')}"`;
}
