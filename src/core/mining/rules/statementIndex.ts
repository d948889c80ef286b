import { NONE } from '../facts/facts.js';
import type { Numbers } from '../facts/table.js';
import type { LogView } from '../logView.js';

/** Okapi BM25's customary values: saturation of term frequency and normalisation of length. */
const K1 = 1.2;
const B = 0.75;

/** Among very many statements the latest speak for all, so that ranking stays affordable. */
const MOST_STATEMENTS = 20_000;
/** A term that stands in more of many statements than this ranks none above the others. */
const COMMON_SHARE = 0.1;
const FEW = 1_000;
const NO_TERMS = new Int32Array(0);

/** What users told the assistant, each once, ranked by BM25 over topic terms. */
export class StatementIndex {
  /** Rows of `facts.statements`. */
  readonly rows: readonly number[];
  readonly #postings: Postings;
  /** Of the documents that were asked for. */
  readonly #termsOf = new Map<number, ReadonlySet<number>>();
  /** By document: K1 · (1 − B + B · length / mean length). */
  readonly #norms: Float64Array;
  /** Of the documents met by a query, while it is ranked; 0 otherwise. */
  readonly #scores: Float64Array;

  constructor({ facts }: LogView, rows: readonly number[]) {
    const { statements, statementTerms, queries } = facts;
    this.rows = rows.slice(-MOST_STATEMENTS);
    const lengths = this.rows.map((row) => statements.at(row, 'termCount'));
    const meanLength = lengths.reduce((sum, length) => sum + length, 0) / this.rows.length;
    const terms = this.rows.map((row, document) => {
      const start = statements.at(row, 'terms');
      return statementTerms.slice('term', start, start + (lengths[document] ?? 0));
    });
    this.#postings = new Postings(terms, queries.vocabulary.length);
    this.#norms = Float64Array.from(lengths, (length) => K1 * (1 - B + (B * length) / meanLength));
    this.#scores = new Float64Array(this.rows.length);
  }

  /** The topic terms of a statement, by its place in `rows`. */
  termsOf(document: number): ReadonlySet<number> {
    const known = this.#termsOf.get(document) ?? new Set(this.#postings.termsOf(document));
    this.#termsOf.set(document, known);
    return known;
  }

  /** Places in `rows` of the best `limit` statements for a query; ties in order. */
  search(query: Iterable<number>, limit: number): number[] {
    const met: number[] = [];
    for (const term of query) this.#addTermScores(term, met);
    const best = this.#best(met, limit);
    for (const document of met) this.#scores[document] = 0;
    return best;
  }

  #best(met: readonly number[], limit: number): number[] {
    const best: number[] = [];
    const isBefore = (a: number, b: number) => {
      const difference = (this.#scores[a] ?? 0) - (this.#scores[b] ?? 0);
      return difference > 0 || (difference === 0 && a < b);
    };
    for (const document of met) {
      const last = best[limit - 1];
      if (last !== undefined && !isBefore(document, last)) continue;
      const at = best.findIndex((other) => isBefore(document, other));
      best.splice(at < 0 ? best.length : at, 0, document);
      if (best.length > limit) best.pop();
    }
    return best;
  }

  #addTermScores(term: number, met: number[]): void {
    const { starts, documents, frequencies } = this.#postings;
    const [from, end] = [starts[term] ?? 0, starts[term + 1] ?? 0];
    const all = this.rows.length;
    const holding = end - from;
    if (all > FEW && holding > COMMON_SHARE * all) return;
    const idf = Math.log(1 + (all - holding + 0.5) / (holding + 0.5));
    for (let place = from; place < end; place += 1) {
      const document = documents[place] ?? 0;
      const frequency = frequencies[place] ?? 0;
      const score = this.#scores[document] ?? 0;
      if (score === 0) met.push(document);
      this.#scores[document] =
        score + (idf * frequency * (K1 + 1)) / (frequency + (this.#norms[document] ?? 0));
    }
  }
}

/** By term, the documents that hold it and how often, one term's behind those of another. */
class Postings {
  /** By term, where its documents begin; one more for where the last ones end. */
  readonly starts: Int32Array;
  readonly documents: Int32Array;
  readonly frequencies: Int32Array;
  readonly #terms: readonly Numbers[];

  /**
   * @param terms of each document, with repetitions
   * @param vocabulary how many terms there are
   */
  constructor(terms: readonly Numbers[], vocabulary: number) {
    this.#terms = terms;
    this.starts = new Int32Array(vocabulary + 1);
    this.#forEachNew(vocabulary, (term) => {
      this.starts[term + 1] = (this.starts[term + 1] as number) + 1;
    });
    for (let term = 0; term < vocabulary; term += 1)
      this.starts[term + 1] = (this.starts[term + 1] as number) + (this.starts[term] as number);
    const next = this.starts.slice();
    this.documents = new Int32Array(this.starts[vocabulary] ?? 0);
    this.frequencies = new Int32Array(this.documents.length);
    const repeat = (term: number) => {
      const place = (next[term] as number) - 1;
      this.frequencies[place] = (this.frequencies[place] as number) + 1;
    };
    this.#forEachNew(
      vocabulary,
      (term, document) => {
        this.documents[next[term] as number] = document;
        next[term] = (next[term] as number) + 1;
        repeat(term);
      },
      repeat,
    );
  }

  termsOf(document: number): Numbers {
    return this.#terms[document] ?? NO_TERMS;
  }

  /** Takes each term of each document once, and gives its repetitions to another. */
  #forEachNew(
    vocabulary: number,
    take: (term: number, document: number) => void,
    repeated: (term: number) => void = () => {},
  ): void {
    const last = new Int32Array(vocabulary).fill(NONE);
    for (const [document, terms] of this.#terms.entries())
      for (const term of terms) {
        if (last[term] === document) repeated(term);
        else take(term, document);
        last[term] = document;
      }
  }
}
