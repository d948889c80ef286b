import type { MemoryEntry } from '../../records/memoryEntry.js';
import type { ReadItem } from '../../records/readItem.js';
import { type Conversation, ConversationCutter } from '../conversation.js';
import type { DetectorOutputs, OutputFeed } from '../detectorOutputs.js';
import { answersNeeded } from './answersNeeded.js';

interface Held {
  item: ReadItem;
  readonly entry: MemoryEntry | undefined;
  /** Whether its text stayed in the database. */
  readonly isBare: boolean;
  isNeeded: boolean;
}

export interface HeldStart {
  /** The latest time known before the first item, in milliseconds since the epoch. */
  readonly time: number | undefined;
  readonly gapMs: number;
  readonly outputs: DetectorOutputs;
}

/**
 * Items of a conversation log, held back until it is known of which answers the text is needed: cut into
 * conversations just as `MemoryLogFacts` will cut them.
 */
export class HeldItems {
  readonly #cutter: ConversationCutter;
  readonly #feed: OutputFeed;
  readonly #bare = new Map<MemoryEntry, Held>();
  #held: Held[] = [];
  /** How many of them belong to conversations that are complete. */
  #complete = 0;
  #needed = 0;

  constructor({ time, gapMs, outputs }: HeldStart) {
    this.#cutter = new ConversationCutter(gapMs, time);
    this.#feed = outputs.after(time);
  }

  /** How many items wait for nothing but texts. */
  get complete(): number {
    return this.#complete;
  }

  /** How many texts they wait for. */
  get needed(): number {
    return this.#needed;
  }

  /** @param entry what the item is as an entry; undefined: none */
  add(item: ReadItem, entry: MemoryEntry | undefined, isBare: boolean): void {
    const held = { item, entry, isBare, isNeeded: false };
    if (entry !== undefined) {
      for (const output of this.#feed.before(entry)) this.#close(this.#cutter.push(output));
      this.#close(this.#cutter.push(entry));
      if (isBare) this.#bare.set(entry, held);
    }
    this.#held.push(held);
  }

  /** The end of the log: whatever is held is complete. */
  finish(): void {
    for (const output of this.#feed.rest()) this.#close(this.#cutter.push(output));
    this.#close(this.#cutter.finish());
    this.#complete = this.#held.length;
  }

  /** Where the lines begin whose texts the complete items wait for. */
  neededOffsets(): number[] {
    const needed = this.#held.slice(0, this.#complete).filter(({ isNeeded }) => isNeeded);
    return needed.map(({ entry }) => entry?.position.byteOffset ?? 0);
  }

  /**
   * Hands out the complete items.
   * @param textOf the item with its text, by the byte at which its line begins
   */
  take(textOf: (byteOffset: number) => ReadItem): ReadItem[] {
    const items = this.#held
      .splice(0, this.#complete)
      .map(({ item, entry, isNeeded }) =>
        isNeeded && entry !== undefined ? textOf(entry.position.byteOffset) : item,
      );
    this.#complete = 0;
    this.#needed = 0;
    return items;
  }

  #close(conversation: Conversation | undefined): void {
    if (conversation === undefined) return;
    for (const answer of answersNeeded(conversation)) {
      const held = this.#bare.get(answer);
      if (held === undefined || held.isNeeded) continue;
      held.isNeeded = true;
      this.#needed += 1;
    }
    this.#bare.clear();
    this.#complete = this.#held.length;
  }
}
