import { addToGroup } from '../../records/addToGroup.js';
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
  readonly #clusters: { readonly members: number[]; readonly sum: Map<number, number> }[] = [];
  readonly #byTerm = new Map<number, number[]>();

  /** @param similarity mean cosine from which a query belongs to a cluster, 0 to 1 */
  constructor(space: QuerySpace, similarity: number) {
    this.#space = space;
    this.#similarity = similarity;
  }

  /** The queries of each cluster, in the order in which they came. */
  get clusters(): readonly (readonly number[])[] {
    return this.#clusters.map(({ members }) => members);
  }

  add(query: number): void {
    const vector = this.#space.vector(query);
    const best = this.#mostLike(vector);
    const at = best ?? this.#clusters.push({ members: [], sum: new Map() }) - 1;
    const cluster = this.#clusters[at];
    if (cluster === undefined) return;
    cluster.members.push(query);
    if (cluster.members.length > MOST_COMPARED) return;
    vector.terms.forEach((term, i) => {
      if (!cluster.sum.has(term)) addToGroup(this.#byTerm, term, at);
      cluster.sum.set(term, (cluster.sum.get(term) ?? 0) + (vector.weights[i] ?? 0));
    });
  }

  /** undefined: none is like it enough. Ties go to the older cluster. */
  #mostLike(vector: QueryVector): number | undefined {
    const scores = new Map<number, number>();
    vector.terms.forEach((term, i) => {
      const near = this.#byTerm.get(term) ?? [];
      if (near.length > MOST_CLUSTERS_OF_TERM) return;
      for (const at of near) {
        const weight = this.#clusters[at]?.sum.get(term) ?? 0;
        scores.set(at, (scores.get(at) ?? 0) + weight * (vector.weights[i] ?? 0));
      }
    });
    let best: number | undefined;
    let bestScore = this.#similarity;
    for (const [at, sum] of scores) {
      const score = sum / Math.min(MOST_COMPARED, this.#clusters[at]?.members.length ?? 1);
      const isBetter = score > bestScore || (score === bestScore && at < (best ?? at + 1));
      if (!isBetter) continue;
      best = at;
      bestScore = score;
    }
    return best;
  }
}
