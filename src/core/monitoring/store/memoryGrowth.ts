import * as z from 'zod';
import { DAY_MS } from '../../durations.js';
import type { JobContext } from '../../job.js';
import { cursorSchema, type LogPosition } from '../../mining/facts/cursor.js';
import { FILE_START } from '../../records/lineSplitter.js';
import { looksLikeMemoryEntry, memoryEntryOf } from '../../records/memoryEntry.js';
import { isLoss } from '../../records/readFault.js';
import type { ReadItem } from '../../records/readItem.js';
import type { EntryCount, GrowthBook } from './growthBook.js';
import { dayIn } from './hour.js';
import { itemBatches } from './itemBatches.js';

const counts = z.int().nonnegative();

/** Where the first entry of a day stands, and the latest time before it. */
const markSchema = z.strictObject({
  day: z.string(),
  line: z.int().positive(),
  byte_offset: counts,
  time: z.number().nullable(),
});
type Mark = z.infer<typeof markSchema>;

/** How far a log of conversations was added up. */
export const memoryLogSchema = z.strictObject({
  cursor: cursorSchema,
  /** Entries before the first one that has a time. */
  undated: z
    .strictObject({ entries: counts, bytes: counts, first: counts, last: counts })
    .nullable(),
  /** Of the last days, oldest first: from there on the log can be read without all that was before. */
  marks: z.array(markSchema),
});
export type MemoryLog = z.infer<typeof memoryLogSchema>;

/** Conversations reach over midnight; longer than a day are none that belong together. */
const LEAD_MS = DAY_MS;

/**
 * Where reading has to begin so that all conversations since a time are whole; undefined: at the beginning.
 * @param time milliseconds since the epoch
 */
export function startBefore(marks: readonly Mark[], time: number): Mark | undefined {
  const day = dayIn(Math.max(0, time - LEAD_MS));
  return marks.findLast((mark) => mark.day <= day);
}

/** Those that are needed to begin before a time, or later. */
export function neededMarks(marks: readonly Mark[], time: number): Mark[] {
  const first = startBefore(marks, time)?.day ?? '';
  return marks.filter(({ day }) => day >= first);
}

export interface GrowthQuestion {
  readonly file: string;
  /** One past the last byte to read. */
  readonly end: number;
  readonly known: MemoryLog | undefined;
  /** Milliseconds since the epoch: what claims to be later counts as of the time before it. */
  readonly now: number;
}

/** What was read of one log. */
export interface MemoryReading extends Omit<MemoryLog, 'cursor'> {
  readonly position: LogPosition;
  /** Of the entries that were read now, in milliseconds since the epoch; infinite where none has a time. */
  readonly earliest: number;
  /** Lines that could not be used. */
  readonly unreadable: number;
}

/** Adds what a log of conversations has gained. */
export async function readGrowth(
  context: JobContext,
  book: GrowthBook,
  question: GrowthQuestion,
): Promise<MemoryReading> {
  const { file, end, known } = question;
  const log = new GrowthReading(book, question);
  let next = FILE_START;
  if (known !== undefined) next = { line: known.cursor.line, byteOffset: known.cursor.byte_offset };
  const stretch = { file, end, from: next, looksLikeRecord: looksLikeMemoryEntry };
  for await (const batch of itemBatches(context, stretch)) {
    for (const item of batch.items) log.take(item);
    next = batch.next;
  }
  return log.readingTo({ line: next.line, byte_offset: next.byteOffset });
}

class GrowthReading {
  readonly #book: GrowthBook;
  readonly #file: string;
  readonly #now: number;
  readonly #marks: Mark[];
  #time: number | null;
  #undated: EntryCount | null;
  #unreadable = 0;
  #earliest = Number.POSITIVE_INFINITY;

  constructor(book: GrowthBook, { file, now, known }: GrowthQuestion) {
    this.#book = book;
    this.#file = file;
    this.#now = now;
    this.#marks = [...(known?.marks ?? [])];
    this.#time = known?.cursor.time ?? null;
    this.#undated = known?.undated ?? null;
  }

  take(item: ReadItem): void {
    const entry = memoryEntryOf(item);
    if (entry === undefined) {
      if (item.kind === 'record' || isLoss(item.fault.kind)) this.#unreadable += 1;
      return;
    }
    const { position, time } = entry;
    const isPossible = time !== undefined && time <= this.#now;
    if (isPossible) this.#mark(position, time);
    const { line, byteLength } = position;
    const count = { entries: 1, bytes: byteLength, first: line, last: line };
    if (this.#time === null) this.#undated = sumOf(this.#undated, count);
    else
      this.#book.add(
        dayIn(time !== undefined && isPossible ? time : this.#time),
        this.#file,
        count,
      );
  }

  readingTo(position: Omit<LogPosition, 'time'>): MemoryReading {
    return {
      position: { ...position, time: this.#time },
      undated: this.#undated,
      marks: this.#marks,
      earliest: this.#earliest,
      unreadable: this.#unreadable,
    };
  }

  #mark({ line, byteOffset }: { line: number; byteOffset: number }, time: number): void {
    const day = dayIn(time);
    const last = this.#marks.at(-1);
    if (last === undefined || last.day < day)
      this.#marks.push({ day, line, byte_offset: byteOffset, time: this.#time });
    // What stands before the first time is of that day, as far as anybody knows.
    if (this.#undated !== null) this.#book.add(day, this.#file, this.#undated);
    this.#undated = null;
    this.#time = time;
    this.#earliest = Math.min(this.#earliest, time);
  }
}

function sumOf(a: EntryCount | null, b: EntryCount): EntryCount {
  if (a === null) return b;
  const [entries, bytes] = [a.entries + b.entries, a.bytes + b.bytes];
  return { entries, bytes, first: Math.min(a.first, b.first), last: Math.max(a.last, b.last) };
}
