import { CodelumiError } from '../../errors.js';
import type { CentralLogs, StoredEntry, StoredLine } from '../../ports/centralLogs.js';
import type { ReadableFiles } from '../../ports/files.js';
import { type ItemBatch, isUtf16Line, itemsOf, utf16Batch } from '../../records/jsonLinesReader.js';
import { type LineStart, type RawLine, rawLineOf } from '../../records/lineSplitter.js';
import { looksLikeMemoryEntry, memoryEntryOf } from '../../records/memoryEntry.js';
import type { ReadItem } from '../../records/readItem.js';
import { HeldItems, type HeldStart } from './heldItems.js';
import { LineChain } from './lineChain.js';
import { rawStoredLine } from './rawStoredLine.js';

/** Enough for a query to be worth its way, few enough to hold. */
const MOST_ITEMS = 20_000;
const MOST_TEXTS = 1_000;

const OPTIONS = { looksLikeRecord: looksLikeMemoryEntry };

export interface CentralLog {
  readonly files: ReadableFiles;
  readonly logs: CentralLogs;
}

export interface EntriesToRead extends Omit<HeldStart, 'time'> {
  readonly begin: LineStart;
  /** One past the last byte. */
  readonly end: number;
  readonly from: { readonly time: number | null } | undefined;
}

/**
 * Reads a conversation log from a table, as `readJsonLineBatches` reads it from a file; but the texts of
 * answers come only where something was said about them.
 *
 * @throws CodelumiError `invalid-input` when lines are missing in the table
 */
export async function* readEntryBatches(
  { files, logs }: CentralLog,
  file: string,
  { begin, end, from, gapMs, outputs }: EntriesToRead,
): AsyncGenerator<ItemBatch> {
  const reading = new EntryReading(file, begin, { time: from?.time ?? undefined, gapMs, outputs });
  const rest = await restOfLine(logs, file, begin);
  if (rest !== undefined) reading.take(rest);
  for await (const lines of logs.entries(file, { start: begin.byteOffset, end })) {
    for (const line of lines) {
      const utf16 = reading.take(line);
      if (utf16 !== undefined) return yield utf16Batch(files, file, utf16);
    }
    if (reading.isMuchHeld)
      yield { items: await withTexts(logs, file, reading.held), next: reading.next };
  }
  reading.finish(end);
  const items = await withTexts(logs, file, reading.held);
  const { next, unended } = reading;
  const ended = items.length - (unended?.length ?? 0);
  if (next.byteOffset > begin.byteOffset) yield { items: items.slice(0, ended), next };
  if (unended !== undefined) yield { items: items.slice(ended), next };
}

/**
 * The line in whose middle reading begins: a damaged line may hold the end of one conversation and the
 * beginning of the next. undefined where reading begins with a line.
 */
async function restOfLine(
  logs: CentralLogs,
  file: string,
  begin: LineStart,
): Promise<StoredLine | undefined> {
  const { line, byteOffset } = begin;
  const start = byteOffset === 0 ? 0 : await logs.lineStart(file, byteOffset);
  if (start === byteOffset) return undefined;
  let rest: StoredLine | undefined;
  for await (const lines of logs.linesAt(file, [start])) {
    for (const { bytes: whole, isEnded } of lines) {
      const bytes = whole.subarray(byteOffset - start);
      rest = { line, byteOffset, bytes, byteLength: bytes.length, isEnded };
    }
  }
  return rest;
}

/** What was read so far of one log. */
class EntryReading {
  readonly held: HeldItems;
  readonly #file: string;
  readonly #chain: LineChain;
  #next: LineStart;
  #unended: readonly ReadItem[] | undefined;

  constructor(file: string, begin: LineStart, start: HeldStart) {
    this.held = new HeldItems(start);
    this.#file = file;
    this.#chain = new LineChain(file, begin);
    this.#next = begin;
  }

  /** The first line that has not been read, or that nothing ends yet. */
  get next(): LineStart {
    return this.#next;
  }

  /** What stands on a last line that nothing ends yet, if there is one. */
  get unended(): readonly ReadItem[] | undefined {
    return this.#unended;
  }

  get isMuchHeld(): boolean {
    const { complete, needed } = this.held;
    return this.#unended === undefined && (complete > MOST_ITEMS || needed > MOST_TEXTS);
  }

  /** @returns the line, where it shows that the file is in UTF-16 and nothing of it can be read */
  take(line: StoredEntry | StoredLine): RawLine | undefined {
    if (!this.#chain.takes(line)) return undefined;
    const raw = 'bytes' in line ? rawStoredLine(line) : undefined;
    if (raw !== undefined && isUtf16Line(raw)) return raw;
    const items = itemsIn(this.#file, line, raw);
    for (const item of items) this.held.add(item, memoryEntryOf(item), raw === undefined);
    if (line.isEnded) this.#next = this.#chain.next;
    else this.#unended = items;
    return undefined;
  }

  /** @param end one past the last byte that there has to be */
  finish(end: number): void {
    this.#chain.requireEnd(end);
    this.held.finish();
  }
}

function itemsIn(
  file: string,
  stored: StoredEntry | StoredLine,
  raw: RawLine | undefined,
): ReadItem[] {
  if (raw !== undefined) return itemsOf(file, raw, OPTIONS);
  if ('bytes' in stored) return [];
  const { line, byteOffset, role, time, endsInReturn } = stored;
  const byteLength = stored.byteLength - Number(endsInReturn);
  const value = time === undefined ? { role, text: '' } : { role, text: '', t: time };
  return [{ kind: 'record', value, position: { file, line, byteOffset, byteLength } }];
}

async function withTexts(logs: CentralLogs, file: string, held: HeldItems): Promise<ReadItem[]> {
  const texts = new Map<number, ReadItem>();
  for await (const lines of logs.linesAt(file, held.neededOffsets())) {
    for (const { line, byteOffset, bytes, isEnded } of lines) {
      const [item] = itemsOf(file, rawLineOf({ line, byteOffset }, bytes, isEnded), OPTIONS);
      if (item !== undefined) texts.set(byteOffset, item);
    }
  }
  return held.take((byteOffset) => {
    const item = texts.get(byteOffset);
    if (item === undefined) throw gone(file);
    return item;
  });
}

function gone(file: string): CodelumiError {
  return new CodelumiError({
    reason: 'changed-meanwhile',
    what: 'Lines of this log were deleted while it was read',
    place: { file },
    remedy: 'Run it again; what the table holds now is read anew.',
  });
}
