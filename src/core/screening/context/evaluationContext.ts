import type { EvaluationQuery } from '../../retrieval/evaluationQueries.js';
import { QuestionIndex, type SameQuestion } from '../../retrieval/questionIndex.js';

/** The queries that quality is measured with. */
export class EvaluationContext {
  readonly #index = new QuestionIndex<EvaluationQuery>();
  readonly queries: readonly string[];

  constructor(queries: readonly EvaluationQuery[]) {
    this.queries = queries.map(({ query }) => query);
    for (const query of queries) this.#index.add(query, query.query);
  }

  /** The evaluation query that a question is nearly the same as; undefined: none. */
  nearDuplicateOf(question: string, least: number): SameQuestion<EvaluationQuery> | undefined {
    return this.#index.find(question, least, 1)[0];
  }
}
