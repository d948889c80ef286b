import { type KbEntry, questionsOf } from '../../records/kbEntry.js';
import type { RecordPosition } from '../../records/recordPosition.js';
import { kbIdOf } from '../../retrieval/knowledgeBase.js';
import { QuestionIndex, type SameQuestion } from '../../retrieval/questionIndex.js';
import { Vocabulary } from '../grounding/vocabulary.js';

/** An answer that is there already, and what it answers. */
export interface KnownAnswer {
  readonly id: string;
  readonly question: string;
  readonly answer: string;
}

/** An entry of the knowledge base. */
export interface KnownEntry extends KnownAnswer {
  /** Other ways to ask for the answer. */
  readonly variants: readonly string[];
  /** From 0, in the order of the knowledge base. */
  readonly index: number;
  readonly position: Pick<RecordPosition, 'file' | 'line'>;
}

/** What rules ask of the knowledge base. Each answer is worked out when it is first asked for. */
export class KnowledgeContext {
  readonly entries: readonly KnownEntry[];
  #questions: QuestionIndex<KnownEntry> | undefined;
  #vocabulary: Vocabulary | undefined;

  constructor(entries: readonly KbEntry[]) {
    this.entries = entries.map((entry, index) => {
      const { question, answer, variants, position } = entry;
      return { id: kbIdOf(entry), question, answer, variants, index, position };
    });
  }

  /** Entries that answer the same question, most similar first. */
  sameQuestion(question: string, least: number, limit: number): SameQuestion<KnownEntry>[] {
    this.#questions ??= indexOf(this.entries);
    const nearest = new Map<KnownEntry, SameQuestion<KnownEntry>>();
    // An entry may be met by several of its questions; the best one counts.
    for (const same of this.#questions.find(question, least, Number.POSITIVE_INFINITY))
      if (!nearest.has(same.item)) nearest.set(same.item, same);
    return [...nearest.values()].slice(0, limit);
  }

  /** The specific words of all entries. */
  get vocabulary(): Vocabulary {
    this.#vocabulary ??= vocabularyOf(this.entries);
    return this.#vocabulary;
  }
}

function indexOf(entries: readonly KnownEntry[]): QuestionIndex<KnownEntry> {
  const index = new QuestionIndex<KnownEntry>();
  for (const entry of entries)
    for (const question of questionsOf(entry)) index.add(entry, question);
  return index;
}

function vocabularyOf(entries: readonly KnownEntry[]): Vocabulary {
  const vocabulary = new Vocabulary();
  for (const entry of entries) {
    for (const question of questionsOf(entry)) vocabulary.add(question);
    vocabulary.add(entry.answer);
  }
  return vocabulary;
}
