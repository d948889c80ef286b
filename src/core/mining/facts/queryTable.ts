import { unsliced } from '../../records/unsliced.js';
import { termsOf } from '../../retrieval/analyser.js';
import { LOOKED_AT, topicTermOf } from '../../retrieval/queryText.js';
import { hash53, hash53OfAscii } from './hash53.js';
import { HashIndex } from './hashIndex.js';
import { Strings, sameNumbers } from './strings.js';
import { type Change, type Numbers, Table } from './table.js';

const MOST_REMEMBERED = 65_536;
const MOST_TEXTS = 262_144;
const NO_TERM = -1;
const FEW = 16;

/**
 * Everything that was asked or told, each once whatever its case, spacing and punctuation, with its
 * topic terms. The texts themselves stay in the log.
 */
export class QueryTable {
  readonly rows = new Table({ hash: 'f64', terms: 'i32', termCount: 'i32' });
  /** The terms of every query, one query behind the other. */
  readonly terms = new Table({ term: 'i32' });
  readonly vocabulary = new Strings();
  readonly #term = this.terms.column('term');
  readonly #termsFrom = this.rows.column('terms');
  readonly #termCount = this.rows.column('termCount');
  readonly #byHash = new HashIndex();
  /** By the hash of the text as written: most of what is asked was asked before in the same words. */
  #byText = new HashIndex();
  #texts = 0;
  /** Topic terms by the word as written; NO_TERM: it says nothing of the topic. */
  readonly #words = new Map<string, number>();

  /** The number of a query, new or known. */
  numberOf(text: string): number {
    const beginning = text.length > LOOKED_AT ? text.slice(0, LOOKED_AT) : text;
    const written = hash53(beginning);
    return this.#byText.get(written) ?? this.#numberOfNew(beginning, written);
  }

  /** The number of a query that stands in bytes of ASCII without escapes, if it was asked in the same words before. */
  knownNumberOf(bytes: Uint8Array, from: number, end: number): number | undefined {
    return this.#byText.get(hash53OfAscii(bytes, from, Math.min(end, from + LOOKED_AT)));
  }

  #numberOfNew(beginning: string, written: number): number {
    const words = termsOf(beginning);
    const hash = hash53(words.join(' '));
    const number = this.#byHash.get(hash) ?? this.#add(hash, words);
    this.#rememberText(written, number);
    return number;
  }

  /**
   * The numbers of a query's topic terms, each once, in the order in which they stand in it. Good
   * until a query is added.
   */
  termsOf(query: number): Numbers {
    const start = this.#termsFrom.at(query);
    return this.#term.slice(start, start + this.#termCount.at(query));
  }

  /** Topic terms of any text with their repetitions. */
  topicTerms(text: string): number[] {
    return this.#topicOf(termsOf(text));
  }

  /**
   * Adds the queries of another table, where they are new; that table must not be used any more.
   * @param term what becomes of the number of a term there
   * @returns the number here of each query there
   */
  append(other: QueryTable, term: Change): Int32Array {
    const hashes = other.rows.column('hash');
    if (this.rows.length === 0 && term === undefined) {
      this.rows.append(other.rows, { hash: undefined, terms: undefined, termCount: undefined });
      this.terms.append(other.terms, { term });
      this.restore();
      return sameNumbers(this.rows.length);
    }
    const numbers = new Int32Array(other.rows.length);
    this.#byHash.reserve(numbers.length);
    for (let query = 0; query < numbers.length; query += 1) {
      const hash = hashes.at(query);
      numbers[query] = this.#byHash.get(hash) ?? this.#addRow(hash, renumbered(other, query, term));
    }
    return numbers;
  }

  /** Makes the queries findable after the rows were filled from a file. */
  restore(): void {
    const hashes = this.rows.column('hash');
    this.#byHash.reserve(this.rows.length);
    for (let query = 0; query < this.rows.length; query += 1)
      this.#byHash.add(hashes.at(query), query);
  }

  #add(hash: number, words: readonly string[]): number {
    return this.#addRow(hash, eachOnce(this.#topicOf(words)));
  }

  #addRow(hash: number, topic: Iterable<number>): number {
    const terms = this.terms.length;
    for (const term of topic) this.terms.add({ term });
    const query = this.rows.add({ hash, terms, termCount: this.terms.length - terms });
    this.#byHash.add(hash, query);
    return query;
  }

  #rememberText(written: number, query: number): void {
    this.#texts += 1;
    if (this.#texts % MOST_TEXTS === 0) this.#byText = new HashIndex();
    this.#byText.add(written, query);
  }

  #topicOf(words: readonly string[]): number[] {
    const terms: number[] = [];
    for (const word of words) {
      const term = this.#words.get(word) ?? this.#topicTerm(word);
      if (term !== NO_TERM) terms.push(term);
    }
    return terms;
  }

  #topicTerm(word: string): number {
    const term = topicTermOf(word);
    const number = term === undefined ? NO_TERM : this.vocabulary.numberOf(term);
    remember(this.#words, unsliced(word), number);
    return number;
  }
}

/** In the order in which they come first; a set costs more than what it saves among the few terms of a question. */
function eachOnce(terms: readonly number[]): Iterable<number> {
  return terms.length > FEW ? new Set(terms) : terms.filter((term, i) => terms.indexOf(term) === i);
}

function renumbered(table: QueryTable, query: number, term: Change): Iterable<number> {
  const terms = table.termsOf(query);
  return term === undefined ? terms : terms.map(term);
}

/** Forgets all when there is too much: what is frequent is soon known again. */
function remember<Value>(known: Map<string, Value>, text: string, value: Value): void {
  if (known.size >= MOST_REMEMBERED) known.clear();
  known.set(text, value);
}
