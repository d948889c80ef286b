import { addToGroup } from '../../records/addToGroup.js';
import { answerFingerprint } from '../../records/fingerprint.js';
import { NearDuplicates } from '../../retrieval/nearDuplicates.js';

/** Finds the entries whose answer is the same as a text, or nearly: who is content with one is with the others. */
export class SameAnswers {
  readonly #exact = new Map<string, string[]>();
  readonly #near = new NearDuplicates();

  constructor(entries: Iterable<{ readonly id: string; readonly a: string }>) {
    for (const { id, a } of entries) {
      addToGroup(this.#exact, answerFingerprint(a), id);
      this.#near.add(id, a);
    }
  }

  /** Ids of entries, each once, in order. */
  to(answer: string): string[] {
    const exact = this.#exact.get(answerFingerprint(answer)) ?? [];
    const near = this.#near.find(answer).map(({ id }) => id);
    return [...new Set([...exact, ...near])].sort();
  }
}
