import { addToGroup } from '../records/addToGroup.js';
import { termsOf } from './analyser.js';

export interface Hit {
  readonly id: string;
  /** Unbounded above; comparable only between hits of one index. */
  readonly score: number;
}

interface Posting {
  readonly document: number;
  readonly frequency: number;
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
  readonly #postings = new Map<string, Posting[]>();
  #totalLength = 0;

  add(id: string, text: string): void {
    const document = this.#ids.push(id) - 1;
    const frequencies = new Map<string, number>();
    const terms = termsOf(text);
    for (const term of terms) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
    for (const [term, frequency] of frequencies) {
      addToGroup(this.#postings, term, { document, frequency });
    }
    this.#lengths.push(terms.length);
    this.#totalLength += terms.length;
  }

  /** The best `limit` documents that share a term with the query; ties in order of addition. */
  search(query: string, limit: number): Hit[] {
    const scores = new Map<number, number>();
    for (const term of new Set(termsOf(query))) this.#addTermScores(term, scores);
    return [...scores]
      .sort(([a, scoreA], [b, scoreB]) => scoreB - scoreA || a - b)
      .slice(0, limit)
      .map(([document, score]) => ({ id: this.#ids[document] ?? '', score }));
  }

  #addTermScores(term: string, scores: Map<number, number>): void {
    const postings = this.#postings.get(term) ?? [];
    const documents = this.#ids.length;
    const idf = Math.log(1 + (documents - postings.length + 0.5) / (postings.length + 0.5));
    const meanLength = this.#totalLength / documents;
    for (const { document, frequency } of postings) {
      const length = this.#lengths[document] ?? 0;
      const saturation = frequency + K1 * (1 - B + (B * length) / meanLength);
      const score = (idf * frequency * (K1 + 1)) / saturation;
      scores.set(document, (scores.get(document) ?? 0) + score);
    }
  }
}
