import { QuestionIndex } from '../../retrieval/questionIndex.js';
import { SAME_QUESTION } from '../../screening/contradiction/judgeAnswers.js';
import type { KnownEntry } from '../../snapshots/base.js';

/** Which entries of the knowledge base ask the same as a question; measured as for contradictions. */
export class SameQuestions {
  /** Entries that are gone need no index. */
  readonly #indexes = new WeakMap<readonly KnownEntry[], QuestionIndex<string>>();

  /** The ids of the entries. */
  among(known: readonly KnownEntry[], question: string): ReadonlySet<string> {
    const same = this.#indexOf(known).find(question, SAME_QUESTION, Number.POSITIVE_INFINITY);
    return new Set(same.map(({ item }) => item));
  }

  #indexOf(known: readonly KnownEntry[]): QuestionIndex<string> {
    const before = this.#indexes.get(known);
    if (before !== undefined) return before;
    const index = new QuestionIndex<string>();
    for (const { entry } of known)
      for (const question of [entry.q, ...(entry.variants ?? [])]) index.add(entry.id, question);
    this.#indexes.set(known, index);
    return index;
  }
}
