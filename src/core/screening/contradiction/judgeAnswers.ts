import { topicTerms } from '../../retrieval/queryText.js';
import {
  type AnswerFacts,
  type Conflict,
  type ConflictKind,
  conflictsBetween,
  distanceOf,
} from './compareAnswers.js';

/** From this similarity on two questions ask the same; from the other on nobody would tell them apart. */
export const SAME_QUESTION = 0.75;
const IDENTICAL_QUESTION = 0.9;
/** From this distance on two answers to one question are different answers. */
const FAR = 0.6;
/** No conflict can be named, so nobody can be sure of one. */
const UNNAMED = 0.5;

const WORDS: Readonly<Record<ConflictKind, string>> = {
  number: 'another number',
  denial: 'the opposite',
  flag: 'another flag',
  command: 'another command',
  setting: 'another value',
  file: 'another file',
};

/** Why two answers to one question do not go together. */
export interface Disagreement {
  /** How sure it is, 0 to 1. */
  readonly score: number;
  /** The rest of a sentence that begins with who answers the same question. */
  readonly words: string;
  /** Surest first; empty where the answers are just different. */
  readonly conflicts: readonly Conflict[];
}

/**
 * @param similarity of the two questions, 0 to 1
 * @returns undefined where the answers go together
 */
export function judgeAnswers(
  question: string,
  similarity: number,
  own: AnswerFacts,
  other: AnswerFacts,
): Disagreement | undefined {
  const topic = new Set(topicTerms(question));
  const conflicts = conflictsBetween(own, other, topic);
  const [surest] = conflicts;
  if (surest !== undefined) {
    const kinds = [...new Set(conflicts.map(({ kind }) => WORDS[kind]))];
    const score = hundredths(surest.score * similarity);
    return { score, words: `with ${kinds.join(' and ')}`, conflicts };
  }
  const distance = similarity < IDENTICAL_QUESTION ? 0 : distanceOf(own, other, topic);
  if (distance < FAR) return undefined;
  return { score: hundredths(UNNAMED * distance), words: 'in quite another way', conflicts };
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
