import type { JobContext } from '../../job.js';
import type { ReadableFiles } from '../../ports/files.js';
import { readJsonDocument } from '../../records/jsonDocumentReader.js';
import {
  type ItemBatch,
  type OwnReading,
  readJsonLineBatches,
} from '../../records/jsonLinesReader.js';
import { FILE_START, type LineStart } from '../../records/lineSplitter.js';
import type { LooksLikeRecord, ReadItem } from '../../records/readItem.js';
import { readEntryBatches } from '../central/readEntryBatches.js';
import { readSearchBatches } from '../central/readSearchBatches.js';
import type { DetectorOutputs } from '../detectorOutputs.js';
import type { PlainUse } from '../lines/plainUse.js';
import type { UnreadEntry } from '../lines/unreadEntry.js';
import type { CursorPosition, LogPosition } from './cursor.js';
import { ExecutorLogFacts } from './executorLogFacts.js';
import type { Facts } from './facts.js';
import { MemoryLogFacts } from './memoryLogFacts.js';
import { UseLogFacts } from './useLogFacts.js';

/** What reading a log takes. */
export type LogContext = Pick<JobContext, 'signal' | 'progress' | 'centralLogs'> & {
  readonly files: ReadableFiles;
};

/** A log that exists, and what stands in it. */
export interface Log {
  readonly file: string;
  readonly kind: 'memory' | 'uses' | 'executor';
}

/** What is read of a line without parsing it. */
type PlainItem = UnreadEntry | PlainUse;

/** What stands in a log. */
export type LogItem = ReadItem | PlainItem;

/** Turns what stands in one log into facts. */
export interface LogFacts {
  readonly looksLikeRecord: LooksLikeRecord;
  /** Where its lines can be read at less cost than by parsing them. */
  readonly readOwn?: OwnReading<PlainItem>['readOwn'];
  /**
   * Takes the items of whole lines, in order; their bytes are good until it returns.
   * @param next where the line after them begins
   */
  take(items: readonly LogItem[], next: LineStart): void;
  /** Takes what stands on a last line that nothing ends yet. */
  takeUnended(items: readonly LogItem[]): void;
  /** Where reading has to begin next time. */
  readonly next: CursorPosition;
  /** Adds what is not complete yet. */
  addOpenEnd(): void;
}

export interface LogReading {
  readonly next: CursorPosition;
  /** The first line that has not been read, or that nothing ends yet. */
  readonly read: LineStart;
  readonly addOpenEnd: () => void;
}

export interface LogStart {
  readonly from: LogPosition | undefined;
  /** One past the last byte to read; the present end where it is left out. */
  readonly end?: number;
  /** The pause, in milliseconds, after which a new conversation begins. */
  readonly gapMs: number;
  /** What detectors logged in files of their own. */
  readonly outputs: DetectorOutputs;
}

/** Reads a log from the cursor to its end; what is appended meanwhile is for the next run. */
export async function readLog(
  context: LogContext,
  facts: Facts,
  log: Log,
  start: LogStart,
): Promise<LogReading> {
  const { file } = log;
  const { from } = start;
  const begin = from === undefined ? FILE_START : { line: from.line, byteOffset: from.byte_offset };
  const end = start.end ?? (await context.files.stat(file))?.size ?? 0;
  const reader = readerOf(facts, log, begin, start);
  const read = isDocument(log)
    ? await readDocument(context, file, reader, begin, end)
    : await readLines(context, log, reader, { ...start, begin, end });
  return { next: reader.next, read, addOpenEnd: () => reader.addOpenEnd() };
}

/** A file that holds one JSON text, and not one on each line. */
export function isDocument({ file }: Log): boolean {
  return file.endsWith('.json');
}

function readerOf(
  facts: Facts,
  { file, kind }: Log,
  start: LineStart,
  { from, gapMs, outputs }: LogStart,
): LogFacts {
  const number = facts.files.numberOf(file);
  if (kind === 'uses') return new UseLogFacts(facts, number, start);
  if (kind === 'executor') return new ExecutorLogFacts(facts, number, start);
  const time = from?.time ?? undefined;
  return new MemoryLogFacts(facts, number, { start, time, gapMs, outputs });
}

export interface LinesToRead extends LogStart {
  readonly begin: LineStart;
  /** One past the last byte. */
  readonly end: number;
}

async function readLines(
  context: LogContext,
  log: Log,
  reader: LogFacts,
  lines: LinesToRead,
): Promise<LineStart> {
  const { file } = log;
  const { begin, end } = lines;
  let last = begin;
  for await (const batch of batchesOf(context, log, reader, lines)) {
    // An unended last line comes alone and moves nothing on.
    if (batch.next.byteOffset > last.byteOffset) reader.take(batch.items, batch.next);
    else reader.takeUnended(batch.items);
    last = batch.next;
    context.progress({ message: `Reading ${file}`, done: last.byteOffset, total: end });
  }
  return last;
}

/** A database does part of the reading itself. */
function batchesOf(
  { files, signal, centralLogs }: LogContext,
  { file, kind }: Log,
  { looksLikeRecord, readOwn }: LogFacts,
  lines: LinesToRead,
): AsyncIterable<ItemBatch<PlainItem>> {
  if (centralLogs !== undefined && kind === 'memory')
    return readEntryBatches({ files, logs: centralLogs }, file, lines);
  if (centralLogs !== undefined && kind === 'uses')
    return readSearchBatches({ files, logs: centralLogs }, file, lines);
  const { begin: from, end } = lines;
  const options = { looksLikeRecord, signal, ...(readOwn && { readOwn }) };
  return readJsonLineBatches(files, file, options, { from, end });
}

/** A JSON document is written at once: it is whole, or it is another one. */
async function readDocument(
  context: LogContext,
  file: string,
  reader: LogFacts,
  begin: LineStart,
  end: number,
): Promise<LineStart> {
  const read = { line: begin.line, byteOffset: end };
  if (begin.byteOffset > 0) return read;
  const options = { looksLikeRecord: reader.looksLikeRecord, signal: context.signal };
  const items: ReadItem[] = [];
  for await (const item of readJsonDocument(context.files, file, options)) items.push(item);
  reader.take(items, read);
  return read;
}
