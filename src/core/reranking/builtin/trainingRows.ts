import type { KnowledgeIndex } from '../../retrieval/knowledgeIndex.js';
import { FeatureExtractor, type FirstStage } from './features.js';
import { HeldOutKnowledge } from './heldOutKnowledge.js';
import type { JudgedQuestion } from './judgedQuestion.js';
import type { Examples } from './logisticRegression.js';
import type { Priors } from './priors.js';

/** A question, and what the first stage finds for it. */
export interface QuestionRows {
  readonly question: JudgedQuestion;
  readonly firstStage: Pick<FirstStage, 'scores' | 'rows'>;
  /** By place in the first stage. */
  readonly ids: readonly string[];
  /** Rows of entries that reviewers rejected for it and that the first stage did not find. */
  readonly rejected: readonly Float64Array[];
}

export interface RowsInput {
  readonly knowledge: KnowledgeIndex;
  readonly folds: readonly (readonly JudgedQuestion[])[];
  readonly priors?: Priors | undefined;
  /** Called before each question; may throw. */
  readonly onQuestion: () => void;
}

/** Each question beside a knowledge base that does not know the questions of its fold. */
export function trainingRows({ knowledge, folds, priors, onQuestion }: RowsInput): QuestionRows[] {
  const heldOut = new HeldOutKnowledge(knowledge);
  const extractors = new Map<KnowledgeIndex, FeatureExtractor>();
  return folds.flatMap((questions) =>
    heldOut.without(questions, (without) => {
      const extractor = extractors.get(without) ?? new FeatureExtractor(without, priors);
      extractors.set(without, extractor);
      return questions.map((question) => {
        onQuestion();
        return rowsOf(question, { extractor, knowledge: without });
      });
    }),
  );
}

function rowsOf(
  question: JudgedQuestion,
  { extractor, knowledge }: { extractor: FeatureExtractor; knowledge: KnowledgeIndex },
): QuestionRows {
  const { passages, scores, rows, rowOf } = extractor.firstStage(question.query);
  const ids = passages.map(({ id = '' }) => id);
  const found = new Set(ids);
  const rejected = (question.rejected ?? [])
    .filter((id) => !found.has(id))
    .flatMap((id) => knowledge.entry(id) ?? [])
    .map((passage) => rowOf(passage).row);
  return { question, firstStage: { scores, rows }, ids, rejected };
}

/**
 * What a model learns from: of each question the answers that the first stage finds, and as hard negatives everything
 * that it finds beside them. Questions whose answers it does not find teach nothing.
 */
export function examplesOf(questions: readonly QuestionRows[]): Examples {
  const rows: Float64Array[] = [];
  const labels: number[] = [];
  for (const { question, firstStage, ids, rejected } of questions) {
    const grades = ids.map((id) => gradeOf(question, id));
    if (!grades.some((grade) => grade > 0)) continue;
    rows.push(...firstStage.rows, ...rejected);
    labels.push(...grades.map((grade) => (grade > 0 ? 1 : 0)), ...rejected.map(() => 0));
  }
  return { rows, labels };
}

/** 0 of what was rejected, whatever else is said of it. */
function gradeOf({ relevant, rejected }: JudgedQuestion, id: string): number {
  return rejected?.includes(id) ? 0 : (relevant.get(id) ?? 0);
}
