import type { Numbers } from './facts/table.js';
import type { LogView } from './logView.js';
import type { Asked } from './mined.js';

/** Comparing every query of a large group with every other would be quadratic. */
const MOST_COMPARED = 40;

/** A query's topic terms with their weights, scaled to length 1. */
export interface QueryVector {
  readonly terms: Numbers;
  readonly weights: Float64Array;
}

/**
 * Queries as bags of topic terms, weighted by how rare each term is among all that was asked:
 * ln(1 + N / n), so that sharing "codelumi" says little and sharing "proxy" says much.
 */
export class QuerySpace {
  readonly #log: LogView;
  /** By term. */
  readonly #weights: Float64Array;
  readonly #vectors = new Map<number, QueryVector>();
  #passing = new Float64Array(64);

  constructor(log: LogView) {
    this.#log = log;
    const { exchanges, uses, queries } = log.facts;
    const frequencies = new Float64Array(queries.vocabulary.length);
    const isSeen = new Uint8Array(queries.rows.length);
    // Cutting the terms of a query out of all terms takes longer than counting them.
    const termAt = queries.terms.column('term');
    const termsFrom = queries.rows.column('terms');
    const termCount = queries.rows.column('termCount');
    let asked = 0;
    const count = (query: number) => {
      if (isSeen[query] === 1) return;
      isSeen[query] = 1;
      asked += 1;
      const end = termsFrom.at(query) + termCount.at(query);
      for (let place = termsFrom.at(query); place < end; place += 1) {
        const term = termAt.at(place);
        frequencies[term] = (frequencies[term] ?? 0) + 1;
      }
    };
    const [queryOfExchange, queryOfUse] = [exchanges.column('query'), uses.column('query')];
    for (const row of log.exchanges) count(queryOfExchange.at(row));
    for (const row of log.uses) count(queryOfUse.at(row));
    this.#weights = frequencies.map((frequency) => Math.log(1 + asked / Math.max(1, frequency)));
  }

  /** Cosine of two queries' weighted bags, 0 to 1. */
  similarity(a: number, b: number): number {
    const [one, other] = [this.#vector(a), this.#vector(b)];
    let sum = 0;
    one.terms.forEach((term, i) => {
      const at = other.terms.indexOf(term);
      if (at >= 0) sum += (one.weights[i] ?? 0) * (other.weights[at] ?? 0);
    });
    return sum;
  }

  /** Share of a query's weighted topic terms that a text holds, 0 to 1; 0 when only one term is shared. */
  coverage(query: number, held: ReadonlySet<number>): number {
    let [shared, sharedWeight, weight] = [0, 0, 0];
    for (const term of this.#log.facts.queries.termsOf(query)) {
      const own = this.#weights[term] ?? 0;
      weight += own;
      if (!held.has(term)) continue;
      shared += 1;
      sharedWeight += own;
    }
    return shared < 2 ? 0 : sharedWeight / weight;
  }

  /** The most typical of several ways to ask, and the others as its variants. */
  canonical(all: readonly Asked[]): { asked: Asked; variants: Asked[] } {
    const asked = this.#medoid(all);
    return { asked, variants: all.filter((other) => other !== asked) };
  }

  /** How many terms there are. */
  get terms(): number {
    return this.#weights.length;
  }

  /** The vector of a query that is looked at once: good until the next one is asked for. Its weights may be more than its terms. */
  passingVector(query: number): QueryVector {
    const terms = this.#log.facts.queries.termsOf(query);
    if (terms.length > this.#passing.length) this.#passing = new Float64Array(2 * terms.length);
    this.#weigh(terms, this.#passing);
    return { terms, weights: this.#passing };
  }

  #vector(query: number): QueryVector {
    const known = this.#vectors.get(query);
    if (known !== undefined) return known;
    const terms = this.#log.facts.queries.termsOf(query);
    const weights = new Float64Array(terms.length);
    this.#weigh(terms, weights);
    const vector = { terms, weights };
    this.#vectors.set(query, vector);
    return vector;
  }

  #weigh(terms: Numbers, weights: Float64Array): void {
    let squares = 0;
    for (let i = 0; i < terms.length; i += 1) {
      const weight = this.#weights[terms[i] ?? 0] ?? 0;
      weights[i] = weight;
      squares += weight * weight;
    }
    const length = Math.sqrt(squares);
    for (let i = 0; i < terms.length; i += 1) weights[i] = (weights[i] ?? 0) / length;
  }

  /**
   * The query most like the others; ties go to the one that comes first. Among very many the first
   * few dozen stand for all.
   */
  #medoid(all: readonly Asked[]): Asked {
    const compared = all.slice(0, MOST_COMPARED);
    const [first] = compared;
    if (first === undefined) throw new Error('There is no query to choose from.');
    let best = first;
    let bestSum = -1;
    for (const asked of compared) {
      const sum = compared.reduce(
        (total, other) => total + this.similarity(asked.query, other.query),
        0,
      );
      if (sum <= bestSum + 1e-12) continue;
      best = asked;
      bestSum = sum;
    }
    return best;
  }
}
