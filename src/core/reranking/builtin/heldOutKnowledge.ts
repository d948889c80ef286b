import { KnowledgeIndex } from '../../retrieval/knowledgeIndex.js';
import { gramText } from './characterGrams.js';
import type { JudgedQuestion } from './judgedQuestion.js';
import { answersOf } from './usableQuestions.js';

/**
 * A knowledge base that forgets for a while that it was asked certain questions: a question that is an accepted variant
 * of the very entry that answers it would teach a model to look for what is equal.
 */
export class HeldOutKnowledge {
  readonly #original: KnowledgeIndex;
  #copy: KnowledgeIndex | undefined;

  constructor(original: KnowledgeIndex) {
    this.#original = original;
  }

  /** Calls `work` while no entry has one of the questions that it answers; its own first question stays. */
  without<Result>(
    questions: readonly JudgedQuestion[],
    work: (knowledge: KnowledgeIndex) => Result,
  ): Result {
    const shortened = this.#shortened(questions);
    if (shortened.size === 0 && this.#copy === undefined) return work(this.#original);
    this.#copy ??= new KnowledgeIndex(this.#original.entries());
    const copy = this.#copy;
    for (const entry of shortened.values()) copy.add(entry);
    const result = work(copy);
    for (const id of shortened.keys()) {
      const entry = this.#original.entry(id);
      if (entry !== undefined) copy.add(entry);
    }
    return result;
  }

  #shortened(questions: readonly JudgedQuestion[]) {
    const keys = new Map<string, Set<string>>();
    for (const question of questions)
      for (const id of answersOf(question)) {
        const ofEntry = keys.get(id) ?? new Set();
        keys.set(id, ofEntry.add(gramText(question.query)));
      }
    const shortened = new Map<string, { id: string; questions: string[]; answer: string }>();
    for (const [id, held] of keys) {
      const entry = this.#original.entry(id);
      if (entry === undefined) continue;
      const kept = entry.questions.filter((each, at) => at === 0 || !held.has(gramText(each)));
      if (kept.length < entry.questions.length) shortened.set(id, { ...entry, questions: kept });
    }
    return shortened;
  }
}
