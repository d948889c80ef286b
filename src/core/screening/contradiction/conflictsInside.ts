import type { RecordPosition } from '../../records/recordPosition.js';
import type { KnowledgeContext, KnownEntry } from '../context/knowledgeContext.js';
import { factsOf } from './compareAnswers.js';
import { judgeAnswers, SAME_QUESTION } from './judgeAnswers.js';

type Place = Pick<RecordPosition, 'file' | 'line'> & { readonly id: string };

/** Two entries of the knowledge base that answer one question differently. */
export interface KbConflict {
  readonly question: string;
  readonly one: Place;
  readonly other: Place;
  /** How sure it is that both cannot be right, 0 to 1. */
  readonly score: number;
  /** One sentence. */
  readonly message: string;
}

const MOST_OTHERS = 5;
const EXCERPT = 200;

/** Each pair once, in the order of the entries. */
export function conflictsInside(knowledge: KnowledgeContext): KbConflict[] {
  const conflicts: KbConflict[] = [];
  knowledge.entries.forEach((one, index) => {
    for (const { item: other, similarity } of knowledge.sameQuestion(
      one.question,
      SAME_QUESTION,
      MOST_OTHERS,
    )) {
      if (other.index <= index || other.answer === one.answer) continue;
      const found = judgeAnswers(
        one.question,
        similarity,
        factsOf(one.answer),
        factsOf(other.answer),
      );
      if (found === undefined) continue;
      conflicts.push({
        question: one.question.slice(0, EXCERPT),
        one: placeOf(one),
        other: placeOf(other),
        score: found.score,
        message: `${one.id} and ${other.id} answer the same question ${found.words}.`,
      });
    }
  });
  return conflicts;
}

function placeOf({ id, position: { file, line } }: KnownEntry): Place {
  return { id, file, line };
}
