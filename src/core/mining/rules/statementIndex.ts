import type { LogView } from '../logView.js';

/** Okapi BM25's customary values: saturation of term frequency and normalisation of length. */
const K1 = 1.2;
const B = 0.75;

/** Among very many statements the latest speak for all, so that ranking stays affordable. */
const MOST_STATEMENTS = 20_000;
/** A term that stands in more of many statements than this ranks none above the others. */
const COMMON_SHARE = 0.1;
const FEW = 1_000;

interface Posting {
  readonly documents: number[];
  readonly frequencies: number[];
}

/** What users told the assistant, each once, ranked by BM25 over topic terms. */
export class StatementIndex {
  /** Rows of `facts.statements`. */
  readonly rows: readonly number[];
  readonly #terms: readonly ReadonlySet<number>[];
  readonly #postings = new Map<number, Posting>();
  /** By document: K1 · (1 − B + B · length / mean length). */
  readonly #norms: Float64Array;
  /** Of the documents met by a query, while it is ranked; 0 otherwise. */
  readonly #scores: Float64Array;

  constructor(log: LogView, rows: readonly number[]) {
    const { statements, statementTerms } = log.facts;
    this.rows = rows.slice(-MOST_STATEMENTS);
    const lengths = this.rows.map((row) => statements.at(row, 'termCount'));
    const meanLength = lengths.reduce((sum, length) => sum + length, 0) / this.rows.length;
    this.#terms = this.rows.map((row, document) => {
      const start = statements.at(row, 'terms');
      const terms = statementTerms.slice('term', start, start + (lengths[document] ?? 0));
      this.#post(document, terms);
      return new Set(terms);
    });
    this.#norms = Float64Array.from(lengths, (length) => K1 * (1 - B + (B * length) / meanLength));
    this.#scores = new Float64Array(this.rows.length);
  }

  /** The topic terms of a statement, by its place in `rows`. */
  termsOf(document: number): ReadonlySet<number> {
    return this.#terms[document] ?? new Set();
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

  #post(document: number, terms: Iterable<number>): void {
    for (const term of terms) {
      const posting = this.#postings.get(term) ?? { documents: [], frequencies: [] };
      this.#postings.set(term, posting);
      const last = posting.documents.length - 1;
      if (posting.documents[last] === document)
        posting.frequencies[last] = (posting.frequencies[last] ?? 0) + 1;
      else {
        posting.documents.push(document);
        posting.frequencies.push(1);
      }
    }
  }

  #addTermScores(term: number, met: number[]): void {
    const posting = this.#postings.get(term);
    if (posting === undefined) return;
    const { documents, frequencies } = posting;
    const all = this.rows.length;
    if (all > FEW && documents.length > COMMON_SHARE * all) return;
    const idf = Math.log(1 + (all - documents.length + 0.5) / (documents.length + 0.5));
    documents.forEach((document, i) => {
      const frequency = frequencies[i] ?? 0;
      const score = this.#scores[document] ?? 0;
      if (score === 0) met.push(document);
      this.#scores[document] =
        score + (idf * frequency * (K1 + 1)) / (frequency + (this.#norms[document] ?? 0));
    });
  }
}
