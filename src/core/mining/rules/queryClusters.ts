import type { QuerySpace, QueryVector } from '../querySpace.js';

/** The first members of a cluster stand for it, so that large ones do not drift. */
const MOST_COMPARED = 30;
/** A term of so many clusters brings none of them together. */
const MOST_CLUSTERS_OF_TERM = 500;

/**
 * Groups queries as they come: each joins the cluster it resembles most on average over its members
 * (average linkage, so that chains of queries that only resemble their neighbours do not form). As
 * vectors have length 1, the mean cosine to the members is the product with their mean: a cluster
 * costs one sum, however large it is.
 */
export class QueryClusters {
  readonly #space: QuerySpace;
  readonly #similarity: number;
  readonly #clusters: number[][] = [];
  readonly #holders = new Map<number, TermHolders>();
  /** Of each cluster, while a query is placed; 0 otherwise. */
  readonly #scores: number[] = [];

  /** @param similarity mean cosine from which a query belongs to a cluster, 0 to 1 */
  constructor(space: QuerySpace, similarity: number) {
    this.#space = space;
    this.#similarity = similarity;
  }

  /** The queries of each cluster, in the order in which they came. */
  get clusters(): readonly (readonly number[])[] {
    return this.#clusters;
  }

  add(query: number): void {
    const vector = this.#space.vector(query);
    const at = this.#mostLike(vector) ?? this.#begin();
    const members = this.#clusters[at] ?? [];
    members.push(query);
    if (members.length > MOST_COMPARED) return;
    vector.terms.forEach((term, i) => {
      const holders = this.#holders.get(term) ?? new TermHolders();
      this.#holders.set(term, holders);
      holders.add(at, vector.weights[i] ?? 0);
    });
  }

  #begin(): number {
    this.#scores.push(0);
    return this.#clusters.push([]) - 1;
  }

  /** undefined: none is like it enough. Ties go to the older cluster. */
  #mostLike(vector: QueryVector): number | undefined {
    const met: number[] = [];
    vector.terms.forEach((term, i) => {
      this.#addScores(term, vector.weights[i] ?? 0, met);
    });
    let best: number | undefined;
    let bestScore = this.#similarity;
    for (const at of met) {
      const size = Math.min(MOST_COMPARED, this.#clusters[at]?.length ?? 1);
      const score = (this.#scores[at] ?? 0) / size;
      this.#scores[at] = 0;
      if (score < bestScore || (score === bestScore && at > (best ?? at))) continue;
      best = at;
      bestScore = score;
    }
    return best;
  }

  #addScores(term: number, weight: number, met: number[]): void {
    const { clusters, sums } = this.#holders.get(term) ?? NO_HOLDERS;
    if (clusters.length > MOST_CLUSTERS_OF_TERM) return;
    for (let i = 0; i < clusters.length; i += 1) {
      const at = clusters[i] ?? 0;
      const score = this.#scores[at] ?? 0;
      if (score === 0) met.push(at);
      this.#scores[at] = score + (sums[i] ?? 0) * weight;
    }
  }
}

/** The clusters that hold a term, each with the sum of its weights in the members compared. */
class TermHolders {
  readonly clusters: number[] = [];
  readonly sums: number[] = [];
  readonly #places = new Map<number, number>();

  add(cluster: number, weight: number): void {
    const place = this.#places.get(cluster) ?? this.clusters.push(cluster) - 1;
    this.#places.set(cluster, place);
    this.sums[place] = (this.sums[place] ?? 0) + weight;
  }
}

const NO_HOLDERS = new TermHolders();
