import type { WeighedPassage } from './analysedPassage.js';

/** A passage of the first stage, and what it scores there. */
export interface ScoredPassage {
  readonly passage: WeighedPassage;
  readonly score: number;
}

/** The mean of the vectors of some passages, by their scores. */
export class Centroid {
  /** By number of a term. Ends where numbers were then. */
  readonly weights: Float64Array;
  readonly #shares = new Map<WeighedPassage, number>();

  /** @param terms how many terms have a number */
  constructor(passages: readonly ScoredPassage[], terms: number) {
    this.weights = new Float64Array(terms);
    const total = passages.reduce((sum, { score }) => sum + score, 0) || 1;
    for (const { passage, score } of passages) {
      const share = score / total;
      this.#shares.set(passage, share);
      const { terms: held, vector } = passage;
      for (let place = 0; place < held.length; place += 1) {
        const term = held[place] as number;
        this.weights[term] = (this.weights[term] as number) + share * (vector[place] as number);
      }
    }
  }

  /** The mean cosine with the other passages: without its own part, or each of them would be near by itself. */
  nearnessOf(passage: WeighedPassage): number {
    const own = this.#shares.get(passage) ?? 0;
    if (own >= 1) return 0;
    const { terms, vector } = passage;
    let sum = 0;
    for (let place = 0; place < terms.length; place += 1) {
      const weight = this.weights[terms[place] as number] ?? 0;
      if (weight === 0) continue;
      const value = vector[place] as number;
      sum += (weight - own * value) * value;
    }
    return sum / (1 - own);
  }
}
