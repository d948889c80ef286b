import type { Provenance } from '../records/candidate.js';
import { isAnswer, type MemoryEntry } from '../records/memoryEntry.js';
import { type Conversation, questionBefore } from './conversation.js';
import { hitIds } from './kbUse.js';
import { provenanceLine } from './provenanceLine.js';
import type { RatedAnswer } from './ratedAnswer.js';

export type Outcome = 'accepted' | 'rejected' | 'none';

/** A question and the answer it got, with what came of it. */
export interface Exchange {
  /** The conversation, by file and first line; what corroboration counts. */
  readonly session: string;
  /** Milliseconds since the epoch. */
  readonly time: number | undefined;
  readonly query: string;
  readonly answer: string;
  /** Knowledge base entries the answer was made from, best first. */
  readonly hits: readonly string[];
  readonly outcome: Outcome;
  readonly lines: readonly Provenance[];
}

/**
 * The exchanges of a conversation, in order. The last strong signal about an answer gives its
 * outcome, so that a later complaint or undo outweighs an earlier thumb up.
 *
 * @param rated the conversation's signals, in order
 */
export function exchangesOf(conversation: Conversation, rated: readonly RatedAnswer[]): Exchange[] {
  const { entries } = conversation;
  const session = sessionOf(conversation);
  return entries.flatMap((entry, index) => {
    const questionIndex = isAnswer(entry) ? questionBefore(entries, index) : -1;
    const question = entries[questionIndex];
    if (question === undefined) return [];
    const last = rated.findLast(({ strong, answerEntry }) => strong && answerEntry === entry);
    const lines = [
      provenanceLine(question, 'question'),
      provenanceLine(entry, 'answer'),
      ...(last === undefined ? [] : [provenanceLine(last.signalEntry, 'signal')]),
    ];
    return [
      {
        session,
        time: entry.time ?? question.time,
        query: question.text.trim(),
        answer: entry.text.trim(),
        hits: hitsBetween(entries, questionIndex, index),
        outcome: outcomeOf(last),
        lines,
      },
    ];
  });
}

export function sessionOf({ entries }: Conversation): string {
  const { file, line } = entries[0]?.position ?? { file: '', line: 0 };
  return `${file}:${line}`;
}

function outcomeOf(last: RatedAnswer | undefined): Outcome {
  if (last === undefined) return 'none';
  return last.polarity === 'positive' ? 'accepted' : 'rejected';
}

/** What `kb_used` entries between a question and its answer name. */
function hitsBetween(entries: readonly MemoryEntry[], from: number, to: number): string[] {
  const used = entries.slice(from + 1, to).filter(({ role }) => role === 'kb_used');
  return [...new Set(used.flatMap(({ meta }) => hitIds(meta['hits'])))];
}
