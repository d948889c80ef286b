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
  /** By number of a term, how often it stands in the text at hand; all 0 between texts. */
  #counts = new Uint16Array(1_024);

  /** Of all texts so far. */
  get terms(): readonly string[] {
    return this.#terms;
  }

  /** -1: no text has it so far. */
  numberOf(term: string): number {
    return this.#numbers.get(term) ?? -1;
  }

  analyse(text: string): AnalysedText {
    const met: number[] = [];
    const words: number[] = [];
    let sum = 0;
    eachToken(text, (token) => {
      const known = this.#remembered.get(token) ?? this.#remember(token);
      sum += known.length;
      for (let at = 0; at < known.terms.length; at += 1) {
        const term = known.terms[at] as number;
        const before = this.#counts[term] as number;
        if (before === 0) met.push(term);
        if (before < MOST_OCCURRENCES) this.#counts[term] = before + 1;
      }
      for (let at = 0; at < known.words.length; at += 1) words.push(known.words[at] as number);
    });
    const terms = new Int32Array(met);
    const counts = new Uint16Array(terms.length);
    for (let at = 0; at < terms.length; at += 1) {
      const term = terms[at] as number;
      counts[at] = this.#counts[term] as number;
      this.#counts[term] = 0;
    }
    return {
      terms,
      counts,
      words: new Int32Array(words),
      distinctWords: this.#eachOnce(words),
      length: sum,
    };
  }

  #eachOnce(words: readonly number[]): Int32Array {
    const distinct: number[] = [];
    for (let at = 0; at < words.length; at += 1) {
      const word = words[at] as number;
      if (this.#counts[word] !== 0) continue;
      this.#counts[word] = 1;
      distinct.push(word);
    }
    for (let at = 0; at < distinct.length; at += 1) this.#counts[distinct[at] as number] = 0;
    return new Int32Array(distinct);
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
    if (this.#terms.length > this.#counts.length) this.#makeRoom();
    return this.#terms.length - 1;
  }

  #makeRoom(): void {
    const counts = new Uint16Array(2 * this.#counts.length);
    counts.set(this.#counts);
    this.#counts = counts;
  }
}
