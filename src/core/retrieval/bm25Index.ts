import { termsOf } from './analyser.js';

export interface Hit {
  readonly id: string;
  /** Unbounded above; comparable only between hits of one index. */
  readonly score: number;
}

/** Where a term stands: documents in ascending order, and how often in each. */
interface Postings {
  readonly documents: number[];
  readonly frequencies: number[];
}

/** Term-frequency saturation and length normalisation, the customary values. */
const K1 = 1.2;
const B = 0.75;

/**
 * An inverted index that ranks by Okapi BM25 (Robertson and Zaragoza 2009, eq. 3.15) with the
 * never-negative inverse document frequency ln(1 + (N − n + ½) / (n + ½)).
 */
export class Bm25Index {
  readonly #ids: string[] = [];
  readonly #lengths: number[] = [];
  readonly #postings = new Map<string, Postings>();
  #totalLength = 0;
  /** By document, all 0 between searches: clearing what was met is cheaper than a map for each search. */
  #scores = new Float64Array();

  add(id: string, text: string): void {
    this.addTerms(id, termsOf(text));
  }

  /** For a text that was cut into its terms before. */
  addTerms(id: string, terms: readonly string[]): void {
    const document = this.#ids.push(id) - 1;
    for (const term of terms) this.#post(term, document);
    this.#lengths.push(terms.length);
    this.#totalLength += terms.length;
  }

  /** The best `limit` documents that share a term with the query; ties in order of addition. */
  search(query: string, limit: number): Hit[] {
    if (this.#scores.length < this.#ids.length) this.#scores = new Float64Array(this.#ids.length);
    const met: number[] = [];
    for (const term of new Set(termsOf(query))) this.#addTermScores(term, met);
    const hits = this.#best(met, limit).map((document) => ({
      id: this.#ids[document] ?? '',
      score: this.#scores[document] ?? 0,
    }));
    for (const document of met) this.#scores[document] = 0;
    return hits;
  }

  #post(term: string, document: number): void {
    const postings = this.#postings.get(term);
    if (postings === undefined) {
      this.#postings.set(term, { documents: [document], frequencies: [1] });
      return;
    }
    const { documents, frequencies } = postings;
    const last = documents.length - 1;
    if (documents[last] === document) {
      frequencies[last] = (frequencies[last] ?? 0) + 1;
    } else {
      documents.push(document);
      frequencies.push(1);
    }
  }

  #addTermScores(term: string, met: number[]): void {
    const postings = this.#postings.get(term);
    if (postings === undefined) return;
    const count = this.#ids.length;
    const { length } = postings.documents;
    const idf = Math.log(1 + (count - length + 0.5) / (length + 0.5));
    const meanLength = this.#totalLength / count;
    for (const [at, document] of postings.documents.entries()) {
      const frequency = postings.frequencies[at] ?? 0;
      const relativeLength = (this.#lengths[document] ?? 0) / meanLength;
      const saturation = frequency + K1 * (1 - B + B * relativeLength);
      const before = this.#scores[document] ?? 0;
      if (before === 0) met.push(document);
      this.#scores[document] = before + (idf * frequency * (K1 + 1)) / saturation;
    }
  }

  /** Kept in order while it is filled: `limit` is a handful, and `met` may be everything. */
  #best(met: readonly number[], limit: number): number[] {
    const best: number[] = [];
    for (const document of met) {
      const last = best[limit - 1];
      if (last !== undefined && !this.#isBefore(document, last)) continue;
      const at = best.findIndex((other) => this.#isBefore(document, other));
      best.splice(at < 0 ? best.length : at, 0, document);
      best.length = Math.min(best.length, limit);
    }
    return best;
  }

  #isBefore(a: number, b: number): boolean {
    const difference = (this.#scores[a] ?? 0) - (this.#scores[b] ?? 0);
    return difference > 0 || (difference === 0 && a < b);
  }
}
