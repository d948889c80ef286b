import { euclidean, type WeighedPassage } from './analysedPassage.js';
import { Centroid, type ScoredPassage } from './centroid.js';

/**
 * How near a passage is to those that the first stage puts on top: pseudo-relevance feedback (Lavrenko and Croft
 * 2001) and the cluster hypothesis (van Rijsbergen 1979).
 */
export const FEEDBACK_FEATURES = [
  /** Share of the strongest terms of the first ten that the passage has, by their weight. */
  'feedback_coverage',
  /** Scalar product with these. */
  'feedback_cosine',
  /** Mean cosine with the others of the first three, ten, and all. */
  'nearness_3',
  'nearness_10',
  'nearness_all',
] as const;

const NEAREST_PASSAGES = 3;
const FEEDBACK_PASSAGES = 10;
const FEEDBACK_TERMS = 30;

/** What the passages of the first stage have in common. */
export class Feedback {
  readonly #nearest: Centroid;
  readonly #top: Centroid;
  readonly #all: Centroid;
  /** The least weight of a strong term. */
  readonly #threshold: number;
  readonly #strength: number;
  readonly #norm: number;

  /**
   * @param firstStage best first
   * @param terms how many terms have a number
   */
  constructor(firstStage: readonly ScoredPassage[], terms: number) {
    const top = firstStage.slice(0, FEEDBACK_PASSAGES);
    this.#nearest = new Centroid(firstStage.slice(0, NEAREST_PASSAGES), terms);
    this.#top = new Centroid(top, terms);
    this.#all = new Centroid(firstStage, terms);
    const strongest = strongestOf(top, this.#top.weights);
    this.#threshold = strongest[0] ?? 0;
    this.#strength = strongest.reduce((sum, weight) => sum + weight, 0) || 1;
    this.#norm = euclidean(strongest);
  }

  /** In the order of `FEEDBACK_FEATURES`. */
  of(passage: WeighedPassage): number[] {
    const { terms, vector } = passage;
    const { weights } = this.#top;
    let [covered, product] = [0, 0];
    for (let place = 0; place < terms.length; place += 1) {
      const weight = weights[terms[place] as number] ?? 0;
      if (weight === 0 || weight < this.#threshold) continue;
      covered += weight;
      product += weight * (vector[place] as number);
    }
    const nearness = [this.#nearest, this.#top, this.#all].map((circle) =>
      circle.nearnessOf(passage),
    );
    return [covered / this.#strength, product / this.#norm, ...nearness];
  }
}

/** The greatest `FEEDBACK_TERMS` weights of the terms of some passages, ascending; a term counts once. */
function strongestOf(passages: readonly ScoredPassage[], weights: Float64Array): Float64Array {
  const met = new Uint8Array(weights.length);
  const strongest: number[] = [];
  for (const { passage } of passages)
    for (let place = 0; place < passage.terms.length; place += 1) {
      const term = passage.terms[place] as number;
      if (met[term] === 0) keepStrongest(strongest, weights[term] as number);
      met[term] = 1;
    }
  return Float64Array.from(strongest);
}

function keepStrongest(strongest: number[], weight: number): void {
  if (strongest.length === FEEDBACK_TERMS) {
    if (weight <= (strongest[0] as number)) return;
    strongest.shift();
  }
  let at = strongest.length;
  while (at > 0 && (strongest[at - 1] as number) > weight) at -= 1;
  strongest.splice(at, 0, weight);
}
