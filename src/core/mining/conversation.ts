import { isAnswer, type MemoryEntry } from '../records/memoryEntry.js';

/** Consecutive entries of the memory log without a long pause between them. */
export interface Conversation {
  readonly entries: readonly MemoryEntry[];
  /** The latest time known before it began; for entries that carry none. */
  readonly timeBefore: number | undefined;
}

/** A log without any times, or with vast entries, is cut here, so that memory stays bounded. */
const MOST_ENTRIES = 5_000;
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * Cuts the memory log into conversations, in file order. Entries without a time belong to the
 * conversation they stand in.
 *
 * @param gapMs the pause, in milliseconds, after which a new conversation begins
 */
export class ConversationCutter {
  readonly #gapMs: number;
  #entries: MemoryEntry[] = [];
  #bytes = 0;
  #timeBefore: number | undefined;
  #lastTime: number | undefined;

  /** @param time the latest time known before the first entry */
  constructor(gapMs: number, time?: number) {
    this.#gapMs = gapMs;
    this.#timeBefore = time;
    this.#lastTime = time;
  }

  /** The latest time known so far. */
  get lastTime(): number | undefined {
    return this.#lastTime;
  }

  /** Takes the next entry; returns the conversation it closed, if it did. */
  push(entry: MemoryEntry): Conversation | undefined {
    const { time } = entry;
    const last = this.#lastTime;
    // A clock set back is not a pause: only a step forward begins a new conversation.
    const pause = time !== undefined && last !== undefined && time - last > this.#gapMs;
    const isFull = this.#entries.length >= MOST_ENTRIES || this.#bytes >= MOST_BYTES;
    const closed = pause || isFull ? this.finish() : undefined;
    this.#entries.push(entry);
    this.#bytes += entry.position.byteLength;
    this.#lastTime = time ?? last;
    return closed;
  }

  /** The conversation that was still open. */
  finish(): Conversation | undefined {
    const entries = this.#entries;
    if (entries.length === 0) return undefined;
    const conversation = { entries, timeBefore: this.#timeBefore };
    this.#entries = [];
    this.#bytes = 0;
    this.#timeBefore = this.#lastTime;
    return conversation;
  }
}

/** Index of the nearest answer strictly before `index`, or -1. */
export function answerBefore(entries: readonly MemoryEntry[], index: number): number {
  for (let i = index - 1; i >= 0; i -= 1) {
    const entry = entries[i];
    if (entry !== undefined && isAnswer(entry)) return i;
  }
  return -1;
}

/** Index of the nearest user entry strictly before `index`, or -1. */
export function questionBefore(entries: readonly MemoryEntry[], index: number): number {
  for (let i = index - 1; i >= 0; i -= 1) if (entries[i]?.role === 'user') return i;
  return -1;
}
