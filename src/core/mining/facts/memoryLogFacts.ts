import type { LineStart, WholeLine } from '../../records/lineSplitter.js';
import {
  looksLikeMemoryEntry,
  type MemoryEntry,
  memoryEntryOf,
} from '../../records/memoryEntry.js';
import type { ReadItem } from '../../records/readItem.js';
import { type Conversation, ConversationCutter } from '../conversation.js';
import type { DetectorOutputs, OutputFeed } from '../detectorOutputs.js';
import { PlainEntries } from '../lines/plainEntries.js';
import type { UnreadEntry } from '../lines/unreadEntry.js';
import { addConversation } from './conversationFacts.js';
import type { CursorPosition } from './cursor.js';
import type { Facts } from './facts.js';
import { FaultLog } from './faultLog.js';
import type { LogFacts, LogItem } from './readLog.js';

export interface MemoryLogStart {
  readonly start: LineStart;
  /** The latest time known before it, in milliseconds since the epoch. */
  readonly time: number | undefined;
  /** The pause, in milliseconds, after which a new conversation begins. */
  readonly gapMs: number;
  /** What detectors logged elsewhere. */
  readonly outputs: DetectorOutputs;
}

/**
 * The log of conversations. The last one may go on, so nothing of it counts as complete, and reading
 * begins next time where it began.
 */
export class MemoryLogFacts implements LogFacts {
  readonly looksLikeRecord = looksLikeMemoryEntry;
  readonly readOwn: (line: WholeLine) => UnreadEntry | undefined;
  readonly #facts: Facts;
  readonly #file: number;
  readonly #cutter: ConversationCutter;
  readonly #log: FaultLog;
  readonly #outputs: DetectorOutputs;
  readonly #feed: OutputFeed;
  #unended: readonly LogItem[] = [];
  /** Entries of the open conversation whose texts lie in bytes that will be used again. */
  #unread: UnreadEntry[] = [];
  /** Where the open conversation begins; lines before its first entry belong to none. */
  #open: LineStart & { readonly time: number | undefined };

  constructor(facts: Facts, file: number, { start, time, gapMs, outputs }: MemoryLogStart) {
    this.#outputs = outputs;
    this.#feed = outputs.after(time);
    this.#facts = facts;
    this.#file = file;
    this.#cutter = new ConversationCutter(gapMs, time);
    this.#log = new FaultLog(facts, file);
    this.#open = { ...start, time };
    const plain = new PlainEntries(facts.files.at(file));
    this.readOwn = (line) => plain.read(line);
  }

  get next(): CursorPosition {
    const { line, byteOffset, time } = this.#open;
    const file = this.#facts.files.at(this.#file);
    const outputs = time === undefined ? 0 : this.#outputs.countUntil(time);
    return { file, line, byte_offset: byteOffset, time: time ?? null, outputs };
  }

  take(items: readonly LogItem[]): void {
    for (const item of items) {
      if (item.kind === 'entry') this.#addUnread(item);
      else if (item.kind !== 'use') this.#add(item);
    }
    for (const entry of this.#unread) entry.keep();
    this.#unread = [];
  }

  takeUnended(items: readonly LogItem[]): void {
    this.#unended = items;
  }

  addOpenEnd(): void {
    this.take(this.#unended);
    for (const output of this.#feed.rest()) this.#complete(this.#cutter.push(output));
    this.#complete(this.#cutter.finish());
  }

  #addUnread(entry: UnreadEntry): void {
    for (const output of this.#feed.before(entry)) this.#push(output, entry);
    this.#push(entry, entry);
    this.#unread.push(entry);
    this.#log.record();
  }

  #add(item: ReadItem): void {
    const entry = memoryEntryOf(item);
    if (entry !== undefined) {
      for (const output of this.#feed.before(entry)) this.#push(output, entry);
      this.#push(entry, entry);
    }
    if (item.kind === 'fault') this.#log.fault(item.fault.kind, item.fault.position);
    else if (entry === undefined) this.#log.fault('unknown-shape', item.position);
    if (entry !== undefined) this.#log.record();
  }

  /** @param own the entry of this log that reading begins with again, should a conversation begin here */
  #push(entry: MemoryEntry, own: MemoryEntry): void {
    const time = this.#cutter.lastTime;
    const { position } = own;
    const closed = this.#cutter.push(entry);
    if (closed === undefined) return;
    this.#unread = [];
    this.#complete(closed, position.byteOffset);
    this.#open = { line: position.line, byteOffset: position.byteOffset, time };
  }

  #complete(conversation: Conversation | undefined, end?: number): void {
    if (conversation !== undefined) addConversation(this.#facts, this.#file, conversation);
    this.#log.flush(end);
  }
}
