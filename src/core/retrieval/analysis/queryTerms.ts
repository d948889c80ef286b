import { unsliced } from '../../records/unsliced.js';
import { type SearchTerm, termsOfToken } from './searchTerms.js';
import { eachToken } from './tokens.js';

const MOST_REMEMBERED = 4_096;

/** Cuts queries into terms; remembers the words it met, as those of questions come again and again. */
export class QueryTerms {
  readonly #remembered = new Map<string, readonly SearchTerm[]>();

  /** Each term of a query once, with the greatest of its weights, in the order of the query. */
  of(query: string): ReadonlyMap<string, number> {
    const weights = new Map<string, number>();
    eachToken(query, (token) => {
      for (const { term, weight } of this.#remembered.get(token) ?? this.#remember(token))
        weights.set(term, Math.max(weight, weights.get(term) ?? 0));
    });
    return weights;
  }

  #remember(token: string): readonly SearchTerm[] {
    if (this.#remembered.size >= MOST_REMEMBERED) this.#remembered.clear();
    const terms = termsOfToken(token);
    this.#remembered.set(unsliced(token), terms);
    return terms;
  }
}
