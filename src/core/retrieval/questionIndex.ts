import { addToGroup } from '../records/addToGroup.js';
import { queryKey, topicTerms } from './queryText.js';

export interface SameQuestion<Item> {
  readonly item: Item;
  /** Weighted Jaccard similarity of the topic terms, 0 to 1; 1 for the same words. */
  readonly similarity: number;
}

interface Indexed<Item> {
  readonly item: Item;
  readonly key: string;
  readonly signs: string;
  readonly terms: ReadonlySet<string>;
}

/** Signs that are words of a question, and no terms: `??` and `||`, `C++` and `C#`. */
const SIGNS = /[+#*=<>|&^%~$\\]{1,8}|\?{2,4}|!={1,2}/gu;
const LOOKED_AT = 400;

function signsOf(question: string): string {
  const signs = question.slice(0, LOOKED_AT).match(SIGNS) ?? [];
  return [...new Set(signs)].sort().join(' ');
}

/** Compared with one question: a log full of one template must not make this quadratic. */
const MOST_COMPARED = 1_000;

/**
 * Finds the questions that ask the same among many, short ones as well. Terms weigh by how rare they are,
 * ln(1 + N / n). Only questions that share one of the rarest terms are compared: whatever reaches the
 * wanted similarity must (prefix filtering, Chaudhuri, Ganti and Kaushik 2006). Deterministic.
 */
export class QuestionIndex<Item> {
  readonly #questions: Indexed<Item>[] = [];
  readonly #byTerm = new Map<string, number[]>();
  readonly #byKey = new Map<string, number[]>();

  get size(): number {
    return this.#questions.length;
  }

  add(item: Item, question: string): void {
    const key = queryKey(question);
    const terms = new Set(topicTerms(question));
    const at = this.#questions.push({ item, key, signs: signsOf(question), terms }) - 1;
    addToGroup(this.#byKey, key, at);
    for (const term of terms) addToGroup(this.#byTerm, term, at);
  }

  /**
   * The questions that ask the same, most similar first; ties in order of addition.
   * @param least similarity, above 0
   */
  find(question: string, least: number, limit: number): SameQuestion<Item>[] {
    const key = queryKey(question);
    if (key === '') return [];
    const signs = signsOf(question);
    const terms = topicTerms(question);
    const found: { at: number; item: Item; similarity: number }[] = [];
    for (const at of this.#met(key, terms, least)) {
      const other = this.#questions[at];
      if (other === undefined || other.signs !== signs) continue;
      const similarity = other.key === key ? 1 : this.#similarity(terms, other.terms);
      if (similarity >= least) found.push({ at, item: other.item, similarity });
    }
    return found
      .sort((a, b) => b.similarity - a.similarity || a.at - b.at)
      .slice(0, limit)
      .map(({ item, similarity }) => ({ item, similarity }));
  }

  /** Similarity of two questions as this index weighs terms, 0 to 1. */
  similarity(a: string, b: string): number {
    return this.#similarity(topicTerms(a), new Set(topicTerms(b)));
  }

  #met(key: string, terms: readonly string[], least: number): Set<number> {
    const met = new Set((this.#byKey.get(key) ?? []).slice(0, MOST_COMPARED));
    const rarestFirst = terms.toSorted((a, b) => this.#weight(b) - this.#weight(a));
    let rest = rarestFirst.reduce((sum, term) => sum + this.#weight(term), 0);
    const enough = rest * least;
    for (const term of rarestFirst) {
      if (rest < enough || met.size >= MOST_COMPARED) break;
      rest -= this.#weight(term);
      for (const at of this.#byTerm.get(term) ?? []) {
        if (met.size >= MOST_COMPARED) break;
        met.add(at);
      }
    }
    return met;
  }

  #similarity(terms: readonly string[], others: ReadonlySet<string>): number {
    let shared = 0;
    let total = 0;
    for (const term of terms) {
      const weight = this.#weight(term);
      total += weight;
      if (others.has(term)) shared += weight;
    }
    for (const term of others) total += this.#weight(term);
    return total === shared ? 0 : shared / (total - shared);
  }

  #weight(term: string): number {
    return Math.log(1 + this.#questions.length / (this.#byTerm.get(term)?.length ?? 0.5));
  }
}
