import type { MemoryEntry } from '../records/memoryEntry.js';
import type { Conversation } from './conversation.js';
import { type RatedAnswer, ratedAnswers } from './ratedAnswer.js';

export const POSITIVE_FEEDBACK = { rule: 'R1-positive-feedback', version: 1 } as const;

/** Why a positive signal became no candidate. */
export type Drop = 'weak-signal' | 'no-question' | 'no-answer' | 'cancelled';

/** A question and an answer that a user was glad of, and the log lines that prove it. */
export interface Mined {
  readonly query: string;
  readonly answer: string;
  /** Milliseconds since the epoch; undefined when no entry so far carried a time. */
  readonly time: number | undefined;
  readonly timeInferred: boolean;
  readonly questionEntry: MemoryEntry | undefined;
  readonly answerEntry: MemoryEntry | undefined;
  readonly signalEntry: MemoryEntry;
}

export interface MiningOutcome {
  readonly mined: readonly Mined[];
  readonly dropped: readonly Drop[];
  /** Pairs that were complained about here; praise for them in earlier conversations no longer counts. */
  readonly takenBack: readonly { readonly query: string; readonly answer: string }[];
}

/**
 * R1: an answer with a strong positive signal that no later strong negative one about the same
 * answer takes back.
 */
export function minePositiveFeedback(conversation: Conversation): MiningOutcome {
  const rated = ratedAnswers(conversation);
  const mined: Mined[] = [];
  const dropped: Drop[] = [];
  rated.forEach((rating, index) => {
    if (rating.polarity !== 'positive') return;
    const drop = dropReason(rating, rated.slice(index + 1));
    if (drop !== undefined) dropped.push(drop);
    else mined.push(minedFrom(rating, conversation));
  });
  const takenBack = rated.flatMap(({ polarity, strong, query, answer }) =>
    polarity === 'negative' && strong && query !== undefined && answer !== undefined
      ? [{ query, answer }]
      : [],
  );
  return { mined, dropped, takenBack };
}

function dropReason(rating: RatedAnswer, later: readonly RatedAnswer[]): Drop | undefined {
  if (!rating.strong) return 'weak-signal';
  if (rating.answer === undefined) return 'no-answer';
  if (rating.query === undefined) return 'no-question';
  const isTakenBack = later.some(
    (other) => other.polarity === 'negative' && other.strong && other.answer === rating.answer,
  );
  return isTakenBack ? 'cancelled' : undefined;
}

function minedFrom(rating: RatedAnswer, conversation: Conversation): Mined {
  const { questionEntry, answerEntry, signalEntry } = rating;
  const own = answerEntry?.time ?? signalEntry.time;
  return {
    query: rating.query ?? '',
    answer: rating.answer ?? '',
    time: own ?? timeNear(conversation, signalEntry),
    timeInferred: own === undefined,
    questionEntry,
    answerEntry,
    signalEntry,
  };
}

/** The latest time known at that entry, from the entries before it. */
function timeNear({ entries, timeBefore }: Conversation, entry: MemoryEntry): number | undefined {
  const until = entries.slice(0, entries.indexOf(entry));
  return until.findLast((earlier) => earlier.time !== undefined)?.time ?? timeBefore;
}
