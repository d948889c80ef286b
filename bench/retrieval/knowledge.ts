import type { JudgedQuestion } from '../../src/core/reranking/builtin/judgedQuestion.js';
import { KnowledgeIndex } from '../../src/core/retrieval/knowledgeIndex.js';
import type { Dataset } from './dataset.js';

export function knowledgeOf({ documents }: Dataset): KnowledgeIndex {
  return new KnowledgeIndex(
    documents.map(({ id, title, text }) => ({ id, questions: [title], answer: text })),
  );
}

/** Queries of one thread are one group; their ids stand for them. */
export function judgedQuestions({ queries, qrels }: Dataset): (JudgedQuestion & { id: string })[] {
  return queries.map(({ id, text, thread = id }) => ({
    id,
    query: text,
    group: thread,
    relevant: qrels.get(id) ?? new Map(),
  }));
}
