import { queryKey, topicTerms } from './queryText.js';

/** Comparing every query of a large group with every other would be quadratic. */
const MOST_COMPARED = 60;

/** A query's topic terms with their weights, scaled to length 1. */
type Vector = ReadonlyMap<string, number>;

/**
 * Queries as bags of topic terms, weighted by how rare each term is among them: ln(1 + N / n), so
 * that sharing "codelumi" says little and sharing "proxy" says much. Add all queries first, then ask.
 */
export class QuerySpace {
  readonly #documents = new Map<string, readonly string[]>();
  readonly #frequencies = new Map<string, number>();
  readonly #vectors = new Map<string, Vector>();

  add(query: string): void {
    const key = queryKey(query);
    if (this.#documents.has(key)) return;
    const terms = topicTerms(query);
    this.#documents.set(key, terms);
    for (const term of terms) this.#frequencies.set(term, (this.#frequencies.get(term) ?? 0) + 1);
    this.#vectors.clear(); // Every weight has changed.
  }

  /** Cosine of two queries' weighted bags, 0 to 1. */
  similarity(a: string, b: string): number {
    const [vectorA, vectorB] = [this.#vector(a), this.#vector(b)];
    let sum = 0;
    for (const [term, weight] of vectorA) sum += weight * (vectorB.get(term) ?? 0);
    return sum;
  }

  /** Share of a query's weighted topic terms that a text holds, 0 to 1; 0 when only one term is shared. */
  coverage(query: string, text: string): number {
    const terms = this.#termsOf(query);
    const held = new Set(topicTerms(text));
    const shared = terms.filter((term) => held.has(term));
    return shared.length < 2 ? 0 : this.#weightOf(shared) / this.#weightOf(terms);
  }

  /**
   * The query most like the others; ties go to the one that comes first. Among very many the first
   * few dozen stand for all.
   */
  #medoid(all: readonly string[]): string {
    const queries = all.slice(0, MOST_COMPARED);
    let best = queries[0] ?? '';
    let bestSum = -1;
    for (const query of queries) {
      const sum = queries.reduce((total, other) => total + this.similarity(query, other), 0);
      if (sum <= bestSum + 1e-12) continue;
      best = query;
      bestSum = sum;
    }
    return best;
  }

  /** The most typical of several ways to ask, and the others as its variants. */
  canonical(queries: readonly string[]): { query: string; variants: string[] } {
    const query = this.#medoid(queries);
    return { query, variants: queries.filter((other) => other !== query) };
  }

  #termsOf(query: string): readonly string[] {
    return this.#documents.get(queryKey(query)) ?? topicTerms(query);
  }

  #vector(query: string): Vector {
    const known = this.#vectors.get(query);
    if (known !== undefined) return known;
    const weights = this.#termsOf(query).map((term) => [term, this.#weight(term)] as const);
    const length = Math.hypot(...weights.map(([, weight]) => weight));
    const vector = new Map(weights.map(([term, weight]) => [term, weight / length]));
    this.#vectors.set(query, vector);
    return vector;
  }

  #weight(term: string): number {
    return Math.log(1 + this.#documents.size / (this.#frequencies.get(term) ?? 1));
  }

  #weightOf(terms: readonly string[]): number {
    return terms.reduce((sum, term) => sum + this.#weight(term), 0);
  }
}
