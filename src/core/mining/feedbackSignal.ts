import type { MemoryEntry } from '../records/memoryEntry.js';
import { isJsonObject, type JsonObject } from '../records/readItem.js';

export type Polarity = 'positive' | 'negative';

/** What a `signal` entry says about an answer. */
export interface FeedbackSignal {
  readonly polarity: Polarity;
  /**
   * `button`: pressed by the user. `event`: something happened to the answer's code.
   * `words`: a regular expression matched in some text, perhaps the assistant's own.
   */
  readonly producer: 'button' | 'event' | 'words';
  /** Its place among the signals of its entry, from 0. */
  readonly index: number;
  /** The question and answer it is about, where the entry names them itself. */
  readonly question: string | undefined;
  readonly answer: string | undefined;
  /** The words a detector matched. */
  readonly matched: string | undefined;
}

const BUTTON_TYPES: Readonly<Record<string, Polarity>> = {
  up: 'positive',
  positive: 'positive',
  thumbs_up: 'positive',
  down: 'negative',
  negative: 'negative',
  thumbs_down: 'negative',
};

const WORD_TYPES: Readonly<Record<string, Polarity>> = {
  positive_feedback: 'positive',
  negative_feedback: 'negative',
};

/** Undoing or breaking what the answer proposed speaks as loudly against it as a thumb. */
const EVENT_TYPES: Readonly<Record<string, Polarity>> = { undo: 'negative', test_fail: 'negative' };

/** The signals of one memory entry; empty for entries of other roles and unknown types. */
export function feedbackSignalsOf(entry: MemoryEntry): FeedbackSignal[] {
  if (entry.role !== 'signal') return [];
  const { signals } = entry.meta;
  return Array.isArray(signals) ? signals.flatMap(detectorSignal) : buttonSignal(entry.meta);
}

function buttonSignal(meta: JsonObject): FeedbackSignal[] {
  const polarity = polarityIn(BUTTON_TYPES, meta['type']);
  if (polarity === undefined) return [];
  const { question, answer } = buttonPair(meta);
  return [{ polarity, producer: 'button', index: 0, question, answer, matched: undefined }];
}

function detectorSignal(signal: unknown, index: number): FeedbackSignal[] {
  if (!isJsonObject(signal)) return [];
  const event = polarityIn(EVENT_TYPES, signal['type']);
  const polarity = event ?? polarityIn(WORD_TYPES, signal['type']);
  if (polarity === undefined) return [];
  const { evidence } = signal;
  return [
    {
      polarity,
      producer: event === undefined ? 'words' : 'event',
      index,
      ...pairIn(signal['payload']),
      matched: typeof evidence === 'string' ? evidence : undefined,
    },
  ];
}

function polarityIn(
  types: Readonly<Record<string, Polarity>>,
  type: unknown,
): Polarity | undefined {
  return typeof type === 'string' && Object.hasOwn(types, type) ? types[type] : undefined;
}

/** What is quoted by a signal of an entry, by the signal's place among them. */
export function quotedBy({ meta }: MemoryEntry, index: number): QuotedPair {
  const { signals } = meta;
  if (!Array.isArray(signals)) return buttonPair(meta);
  const signal: unknown = signals[index];
  return pairIn(isJsonObject(signal) ? signal['payload'] : undefined);
}

type QuotedPair = Pick<FeedbackSignal, 'question' | 'answer'>;

function buttonPair(meta: JsonObject): QuotedPair {
  return { question: textIn(meta['question']), answer: textIn(meta['assistant']) };
}

function pairIn(payload: unknown): QuotedPair {
  if (!isJsonObject(payload)) return { question: undefined, answer: undefined };
  return { question: textIn(payload['question']), answer: textIn(payload['answer']) };
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value : undefined;
}
