import { compareBytes } from '../../records/byteOrder.js';
import type { KnowledgeIndex } from '../../retrieval/knowledgeIndex.js';
import { SeededRandom } from '../../statistics/seededRandom.js';
import { gramText } from './characterGrams.js';
import type { JudgedQuestion } from './judgedQuestion.js';

/** Why a question was not trained with. */
export type LeftOutReason =
  /** No entry that is there answers it. */
  | 'no-entry'
  /** It is an entry's own question, which finds itself whatever is learned. */
  | 'own-question'
  /** There were enough others. */
  | 'too-many';

export interface UsableQuestions {
  /** In byte order of group and query, whatever order they came in. */
  readonly usable: readonly JudgedQuestion[];
  readonly leftOut: Readonly<Record<LeftOutReason, number>>;
}

/** A row takes some ten kilobytes while a model is trained. */
const MOST_QUESTIONS = 5_000;

/** Chooses what a model is trained with. @param seed chooses among too many */
export function usableQuestions(
  judgements: readonly JudgedQuestion[],
  knowledge: KnowledgeIndex,
  seed: number,
): UsableQuestions {
  const leftOut = { 'no-entry': 0, 'own-question': 0, 'too-many': 0 };
  const usable = judgements.toSorted(compareQuestions).filter((question) => {
    const reason = reasonAgainst(question, knowledge);
    if (reason !== undefined) leftOut[reason] += 1;
    return reason === undefined;
  });
  if (usable.length <= MOST_QUESTIONS) return { usable, leftOut };
  leftOut['too-many'] = usable.length - MOST_QUESTIONS;
  const chosen = new SeededRandom(seed).shuffled(usable).slice(0, MOST_QUESTIONS);
  return { usable: chosen.sort(compareQuestions), leftOut };
}

/** Ids of entries that answer a question, those that are not there as well. */
export function answersOf({ relevant }: JudgedQuestion): string[] {
  return [...relevant].filter(([, grade]) => grade > 0).map(([id]) => id);
}

function reasonAgainst(
  question: JudgedQuestion,
  knowledge: KnowledgeIndex,
): LeftOutReason | undefined {
  const entries = answersOf(question).flatMap((id) => knowledge.entry(id) ?? []);
  if (entries.length === 0) return 'no-entry';
  const key = gramText(question.query);
  const isOwn = entries.some(({ questions: [own = ''] }) => gramText(own) === key);
  return isOwn ? 'own-question' : undefined;
}

function compareQuestions(a: JudgedQuestion, b: JudgedQuestion): number {
  return compareBytes(a.group, b.group) || compareBytes(a.query, b.query);
}
