import { unsliced } from '../../records/unsliced.js';
import { isFunctionWord } from '../../retrieval/analysis/functionWords.js';
import { termsOfToken } from '../../retrieval/analysis/searchTerms.js';
import { eachToken } from '../../retrieval/analysis/tokens.js';

/** A text as the index cuts it, its terms as numbers. */
export interface AnalysedText {
  /** Each term once, in the order of the text. */
  readonly terms: Int32Array;
  /** By place in `terms`, how often it stands there. */
  readonly counts: Uint16Array;
  /** The words that say what it is about, in order: neither function words nor parts of words. */
  readonly words: Int32Array;
  /** Each of them once. */
  readonly distinctWords: Int32Array;
  /** In fifths of a word, as the index counts it. */
  readonly length: number;
}

/** What a token that was met before comes to. */
interface NumberedToken {
  readonly terms: readonly number[];
  /** Those that are words and say something. */
  readonly words: readonly number[];
  readonly length: number;
}

const MOST_REMEMBERED = 32_768;
const MOST_OCCURRENCES = 0xffff;

/** Cuts texts into numbered terms; remembers the tokens it met, as the same ones come again and again. */
export class TextAnalyser {
  readonly #numbers = new Map<string, number>();
  readonly #terms: string[] = [];
  readonly #remembered = new Map<string, NumberedToken>();

  /** Of all texts so far. */
  get terms(): readonly string[] {
    return this.#terms;
  }

  /** -1: no text has it so far. */
  numberOf(term: string): number {
    return this.#numbers.get(term) ?? -1;
  }

  analyse(text: string): AnalysedText {
    const counts = new Map<number, number>();
    const words: number[] = [];
    let sum = 0;
    eachToken(text, (token) => {
      const known = this.#remembered.get(token) ?? this.#remember(token);
      sum += known.length;
      for (const term of known.terms)
        counts.set(term, Math.min((counts.get(term) ?? 0) + 1, MOST_OCCURRENCES));
      words.push(...known.words);
    });
    return {
      terms: Int32Array.from(counts.keys()),
      counts: Uint16Array.from(counts.values()),
      words: Int32Array.from(words),
      distinctWords: Int32Array.from(new Set(words)),
      length: sum,
    };
  }

  #remember(token: string): NumberedToken {
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    // Terms point into the token, which would keep its whole text.
    const own = unsliced(token);
    const terms = termsOfToken(own);
    const known = {
      terms: terms.map(({ term }) => this.#add(term)),
      words: terms
        .filter(({ term, length }) => length > 0 && !isFunctionWord(term))
        .map(({ term }) => this.#add(term)),
      length: terms.reduce((total, { length }) => total + length, 0),
    };
    this.#remembered.set(own, known);
    return known;
  }

  #add(term: string): number {
    const known = this.#numbers.get(term);
    if (known !== undefined) return known;
    this.#numbers.set(term, this.#terms.length);
    this.#terms.push(term);
    return this.#terms.length - 1;
  }
}
