import type { MemoryEntry } from '../records/memoryEntry.js';
import { answerBefore, type Conversation, questionBefore } from './conversation.js';
import { type FeedbackSignal, feedbackSignalsOf, type Polarity } from './feedbackSignal.js';
import { detectWords } from './wordDetector.js';

/** A signal, and the exchange in the conversation that it is about. */
export interface RatedAnswer {
  readonly polarity: Polarity;
  readonly producer: FeedbackSignal['producer'];
  /** False for a detector that matched the assistant's own words. */
  readonly strong: boolean;
  /** The signal itself, where it was logged. */
  readonly signal: FeedbackSignal | undefined;
  readonly questionEntry: MemoryEntry | undefined;
  readonly answerEntry: MemoryEntry | undefined;
  /** The entry that proves it: the signal, or the user's message itself. */
  readonly signalEntry: MemoryEntry;
  /** The user's message whose words were matched. */
  readonly messageEntry: MemoryEntry | undefined;
}

/**
 * Everything that speaks for or against an answer in a conversation, in order: the signals that were
 * logged, and what our own detector hears in users' messages that nobody logged a signal for.
 */
export function ratedAnswers({ entries }: Conversation): RatedAnswer[] {
  const logged: RatedAnswer[] = [];
  const said: RatedAnswer[] = [];
  for (let index = 0; index < entries.length; index += 1) {
    const entry = entries[index] as MemoryEntry;
    if (entry.role === 'signal')
      for (const signal of feedbackSignalsOf(entry))
        logged.push(rate(entries, index, entry, signal));
    const words = entry.role === 'user' ? wordsIn(entries, index, entry) : undefined;
    if (words !== undefined) said.push(words);
  }
  if (said.length === 0) return logged;
  const heard = new Set(
    logged.filter(({ strong }) => strong).map(({ messageEntry }) => messageEntry),
  );
  const unheard = said.filter(({ messageEntry }) => !heard.has(messageEntry));
  const place = new Map(entries.map((entry, index) => [entry, index]));
  const placeOf = ({ signalEntry }: RatedAnswer) => place.get(signalEntry) ?? 0;
  return [...logged, ...unheard].sort((a, b) => placeOf(a) - placeOf(b));
}

function rate(
  entries: readonly MemoryEntry[],
  index: number,
  signalEntry: MemoryEntry,
  signal: FeedbackSignal,
): RatedAnswer {
  const messageEntry =
    signal.producer === 'words' ? saidBy(entries, index, signalEntry, signal) : undefined;
  const strong = signal.producer !== 'words' || messageEntry !== undefined;
  const answerIndex = answerRated(entries, index, signal, strong);
  const answerEntry = entries[answerIndex];
  const questionEntry = entries[questionBefore(entries, answerIndex)];
  return {
    polarity: signal.polarity,
    producer: signal.producer,
    strong,
    signal,
    questionEntry,
    answerEntry,
    signalEntry,
    messageEntry,
  };
}

function wordsIn(
  entries: readonly MemoryEntry[],
  index: number,
  entry: MemoryEntry,
): RatedAnswer | undefined {
  const answerIndex = answerBefore(entries, index);
  // Only the message right after an answer is about it; later ones are about something else.
  if (answerIndex < 0 || questionBefore(entries, index) > answerIndex) return undefined;
  const words = detectWords(entry.text);
  if (words === undefined) return undefined;
  const answerEntry = entries[answerIndex];
  const questionEntry = entries[questionBefore(entries, answerIndex)];
  return {
    polarity: words.polarity,
    producer: 'words',
    strong: true,
    signal: undefined,
    questionEntry,
    answerEntry,
    signalEntry: entry,
    messageEntry: entry,
  };
}

/** The question it is about: as the signal quotes it, else as it was asked. */
export function ratedQuestion({ signal, questionEntry }: RatedAnswer): string | undefined {
  return signal?.question ?? questionEntry?.text;
}

/** The answer it is about, likewise. Long, and seldom read before: ask only where it counts. */
export function ratedText({ signal, answerEntry }: RatedAnswer): string | undefined {
  return signal?.answer ?? answerEntry?.text;
}

/** Whether `ratedText` gives any. */
export function hasRatedText({ signal, answerEntry }: RatedAnswer): boolean {
  return signal?.answer !== undefined || answerEntry !== undefined;
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
 * The user's message that a detector matched; undefined when it matched the assistant's own text
 * ("Great question!"), which says nothing about the answer.
 */
function saidBy(
  entries: readonly MemoryEntry[],
  index: number,
  signalEntry: MemoryEntry,
  { matched }: FeedbackSignal,
): MemoryEntry | undefined {
  if (matched === undefined || matched === '') return undefined;
  const words = matched.toLowerCase();
  if (signalEntry.text.toLowerCase().includes(words)) return undefined;
  const message = entries[questionBefore(entries, index)];
  return message?.text.toLowerCase().includes(words) ? message : undefined;
}
