import { NONE } from '../facts/facts.js';
import { Column } from '../facts/table.js';
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
  readonly #holders: TermHolders;
  /** Of each cluster, while a query is placed; 0 otherwise. */
  readonly #scores: number[] = [];

  /** @param similarity mean cosine from which a query belongs to a cluster, 0 to 1 */
  constructor(space: QuerySpace, similarity: number) {
    this.#space = space;
    this.#similarity = similarity;
    this.#holders = new TermHolders(space.terms);
  }

  /** The queries of each cluster, in the order in which they came. */
  get clusters(): readonly (readonly number[])[] {
    return this.#clusters;
  }

  add(query: number): void {
    const vector = this.#space.passingVector(query);
    const at = this.#mostLike(vector) ?? this.#begin();
    const members = this.#clusters[at] ?? [];
    members.push(query);
    if (members.length > MOST_COMPARED) return;
    vector.terms.forEach((term, i) => {
      this.#holders.add(term, at, vector.weights[i] ?? 0);
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
    this.#holders.forEach(term, (at, sum) => {
      const score = this.#scores[at] ?? 0;
      if (score === 0) met.push(at);
      this.#scores[at] = score + sum * weight;
    });
  }
}

/**
 * By term, the clusters that hold it, each with the sum of its weights in the members compared: lists in arrays of numbers, as
 * objects for a hundred thousand terms keep the collector of garbage busy for longer than all else takes here.
 */
class TermHolders {
  /** By term: where its list begins, NONE for nowhere, and how long it is. */
  readonly #first: Int32Array;
  readonly #counts: Uint16Array;
  /** By place: a cluster, its sum, and where the list goes on. */
  readonly #clusters = new Column('i32');
  readonly #sums = new Column('f64');
  readonly #next = new Column('i32');

  /** @param terms how many there are */
  constructor(terms: number) {
    this.#first = new Int32Array(terms).fill(NONE);
    this.#counts = new Uint16Array(terms);
  }

  /** A term of too many clusters tells none of them apart, so what is added to it is forgotten. */
  add(term: number, cluster: number, weight: number): void {
    const count = this.#counts[term] ?? 0;
    if (count > MOST_CLUSTERS_OF_TERM) return;
    for (let place = this.#placeOf(term); place !== NONE; place = this.#next.at(place)) {
      if (this.#clusters.at(place) !== cluster) continue;
      this.#sums.set(place, this.#sums.at(place) + weight);
      return;
    }
    this.#next.push(this.#placeOf(term));
    this.#first[term] = this.#clusters.length;
    this.#counts[term] = count + 1;
    this.#clusters.push(cluster);
    this.#sums.push(weight);
  }

  /** Takes each cluster that holds a term with its sum, in no order; none where they are too many. */
  forEach(term: number, take: (cluster: number, sum: number) => void): void {
    if ((this.#counts[term] ?? 0) > MOST_CLUSTERS_OF_TERM) return;
    for (let place = this.#placeOf(term); place !== NONE; place = this.#next.at(place))
      take(this.#clusters.at(place), this.#sums.at(place));
  }

  #placeOf(term: number): number {
    return this.#first[term] ?? NONE;
  }
}
