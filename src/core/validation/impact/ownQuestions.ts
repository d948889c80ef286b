import type { Judgements } from '../../retrieval/metrics/judgedRanking.js';
import { firstRight, type Judged } from './compareRankings.js';
import type { NamedEntry, OwnQuestion } from './impactPreview.js';

/** More are not looked at: a candidate that is asked in so many ways has shown what it does. */
export const MOST_OWN_QUESTIONS = 50;

/** One of the candidate's questions on both lists of entries; right is what gives its answer there. */
export interface ComparedQuestion {
  readonly question: string;
  readonly before: Judged;
  readonly after: Judged;
}

/** @param question of the candidate as it stands; the others are how users asked otherwise */
export function ownQuestion(
  { question, before, after }: ComparedQuestion,
  isVariant: boolean,
  nameBefore: (id: string) => NamedEntry,
  nameAfter: (id: string) => NamedEntry,
): OwnQuestion {
  const [firstBefore, firstAfter] = [before.hits[0], after.hits[0]];
  return {
    question,
    isVariant,
    before: firstRight(before),
    after: firstRight(after),
    firstBefore: firstBefore === undefined ? null : nameBefore(firstBefore.id),
    firstAfter: firstAfter === undefined ? null : nameAfter(firstAfter.id),
  };
}

/** Judgements by which these entries alone are right. */
export function rightAre(ids: Iterable<string>): Judgements {
  return new Map([...ids].map((id) => [id, 1]));
}
