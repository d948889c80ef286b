import type { MemoryEntry } from '../records/memoryEntry.js';
import { answerBefore, type Conversation, questionBefore } from './conversation.js';
import { type FeedbackSignal, feedbackSignalsOf, type Polarity } from './feedbackSignal.js';

/** A signal, and the exchange in the conversation that it is about. */
export interface RatedAnswer {
  readonly polarity: Polarity;
  /** False for a detector that matched the assistant's own words. */
  readonly strong: boolean;
  readonly query: string | undefined;
  readonly answer: string | undefined;
  readonly questionEntry: MemoryEntry | undefined;
  readonly answerEntry: MemoryEntry | undefined;
  readonly signalEntry: MemoryEntry;
}

/** Every feedback signal of a conversation, with what it rates, in order. */
export function ratedAnswers({ entries }: Conversation): RatedAnswer[] {
  return entries.flatMap((entry, index) =>
    feedbackSignalsOf(entry).map((signal) => rate(entries, index, entry, signal)),
  );
}

function rate(
  entries: readonly MemoryEntry[],
  index: number,
  signalEntry: MemoryEntry,
  signal: FeedbackSignal,
): RatedAnswer {
  const strong = signal.producer !== 'words' || saidByUser(entries, index, signalEntry, signal);
  const answerIndex = answerRated(entries, index, signal, strong);
  const answerEntry = entries[answerIndex];
  const questionEntry = entries[questionBefore(entries, answerIndex)];
  return {
    polarity: signal.polarity,
    strong,
    query: signal.question ?? questionEntry?.text,
    answer: signal.answer ?? answerEntry?.text,
    questionEntry,
    answerEntry,
    signalEntry,
  };
}

/**
 * The answer a signal is about: the one it quotes, else the nearest before it. Praise in a user's
 * message is about the answer before that message, although the detector runs after the next one.
 */
function answerRated(
  entries: readonly MemoryEntry[],
  index: number,
  signal: FeedbackSignal,
  strong: boolean,
): number {
  if (signal.answer !== undefined) {
    const quoted = signal.answer;
    for (let i = index; i >= 0; i = answerBefore(entries, i)) {
      if (i !== index && entries[i]?.text === quoted) return i;
    }
    return -1;
  }
  const before = signal.producer === 'words' && strong ? questionBefore(entries, index) : index;
  return answerBefore(entries, before);
}

/**
 * Whether a detector matched the user's words. It also runs over the assistant's own text ("Great
 * question!"), and what it finds there says nothing about the answer.
 */
function saidByUser(
  entries: readonly MemoryEntry[],
  index: number,
  signalEntry: MemoryEntry,
  { matched }: FeedbackSignal,
): boolean {
  if (matched === undefined || matched === '') return false;
  const words = matched.toLowerCase();
  if (signalEntry.text.toLowerCase().includes(words)) return false;
  const message = entries[questionBefore(entries, index)];
  return message?.text.toLowerCase().includes(words) ?? false;
}
