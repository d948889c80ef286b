import { isAnswer, type MemoryEntry } from '../../records/memoryEntry.js';
import type { Conversation } from '../conversation.js';
import { ratedAnswers } from '../ratedAnswer.js';

/**
 * The answers of a conversation whose text has a part in its facts: those that something speaks for or
 * against, and, where a signal quotes an answer, all that it could have quoted. Says so without knowing
 * the texts.
 */
export function answersNeeded(conversation: Conversation): readonly MemoryEntry[] {
  const rated = ratedAnswers(conversation);
  const isAnyQuoted = rated.some(({ signal }) => signal?.answer !== undefined);
  if (isAnyQuoted) return conversation.entries.filter(isAnswer);
  return rated.flatMap(({ answerEntry }) => answerEntry ?? []);
}
