import { throwIfCancelled } from '../errors.js';
import type { ReadableFiles } from '../ports/files.js';
import { LINE_FEED } from './jsonBytes.js';
import {
  FILE_START,
  LineSplitter,
  type LineStart,
  type RawLine,
  type WholeLine,
} from './lineSplitter.js';
import { addRecords } from './parseRecords.js';
import { plainRecord } from './plainRecord.js';
import type { FaultKind } from './readFault.js';
import type { LooksLikeRecord, ReadFaultItem, ReadItem } from './readItem.js';

export interface ReadOptions {
  readonly looksLikeRecord: LooksLikeRecord;
  readonly signal: AbortSignal;
  /** Longer records are reported and passed over, so that memory stays bounded. */
  readonly maxRecordBytes?: number;
}

export const DEFAULT_MAX_RECORD_BYTES = 16 * 1024 * 1024;

/** About as much is parsed before what was parsed is handed on; of lines that are not parsed, more. */
const BATCH_BYTES = 24 * 1024;
const OWN_BATCH_BYTES = 96 * 1024;

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** A reader that knows what the lines of a file look like. */
export interface OwnReading<Own> {
  /**
   * What stands on a line that lies whole in memory, if nothing is wrong with it; undefined: it has to be looked at
   * closely. The bytes are good until the reader is asked for more.
   */
  readonly readOwn: (line: WholeLine) => Own | undefined;
}

/** A piece of a JSON Lines file: what stands in it, and where the next piece begins. */
export interface ItemBatch<Own = never> {
  readonly items: readonly (ReadItem | Own)[];
  /** The first line that has not been read, or that nothing ends yet. */
  readonly next: LineStart;
}

/** Bytes of a file to read: from the first byte of a line up to, and not with, a byte. */
export interface LineRange {
  readonly from: LineStart;
  readonly end: number;
}

/**
 * Streams a JSON Lines file, a batch a chunk: every record with its exact position, every fault with
 * its own, in file order. Good records beside bad ones are never lost. Memory is bounded by the
 * longest record that is let through, not by the file.
 *
 * @param range the whole file where it is left out
 * @throws CodelumiError when the file cannot be read, JobCancelled when the signal fires.
 */
export async function* readJsonLineBatches<Own = never>(
  files: ReadableFiles,
  file: string,
  options: ReadOptions & Partial<OwnReading<Own>>,
  range?: LineRange,
): AsyncGenerator<ItemBatch<Own>> {
  const { readOwn } = options;
  const batchBytes = readOwn === undefined ? BATCH_BYTES : OWN_BATCH_BYTES;
  const from = range?.from ?? FILE_START;
  const splitter = new LineSplitter(options.maxRecordBytes ?? DEFAULT_MAX_RECORD_BYTES, from);
  const bytes = range === undefined ? undefined : { start: from.byteOffset, end: range.end };
  let next = from;
  for await (const chunk of files.readPassing(file, bytes)) {
    throwIfCancelled(options.signal);
    for (const stretch of wholeLines(chunk, batchBytes)) {
      const items: (ReadItem | Own)[] = [];
      let utf16: RawLine | undefined;
      splitter.pushTo(stretch, {
        takeWhole: (line) => {
          const record = readOwn?.(line) ?? plainRecord(file, line);
          if (record !== undefined) items.push(record);
          return record !== undefined;
        },
        take: (line) => {
          if (isUtf16Line(line)) utf16 = line;
          else if (utf16 === undefined)
            for (const item of itemsOf(file, line, options)) items.push(item);
        },
      });
      if (utf16 !== undefined) return yield utf16Batch(files, file, utf16);
      next = splitter.next;
      yield { items, next };
    }
  }
  const [last] = splitter.finish();
  if (last === undefined) return;
  if (isUtf16Line(last)) return yield utf16Batch(files, file, last);
  const items: ReadItem[] = [];
  addItems(items, file, last, options);
  yield { items, next };
}

/**
 * A chunk in pieces that end where a line ends, as far as there is an end. Records of a small piece are
 * forgotten before the collector of garbage comes by; those of a whole chunk it would copy, time and again.
 */
function* wholeLines(chunk: Uint8Array, batchBytes: number): Generator<Uint8Array> {
  let from = 0;
  while (chunk.length - from > batchBytes) {
    const end = chunk.indexOf(LINE_FEED, from + batchBytes);
    if (end < 0) break;
    yield chunk.subarray(from, end + 1);
    from = end + 1;
  }
  if (from < chunk.length) yield chunk.subarray(from);
}

/** The items one by one; see `readJsonLineBatches`. */
export async function* readJsonLines(
  files: ReadableFiles,
  file: string,
  options: ReadOptions,
): AsyncGenerator<ReadItem> {
  for await (const { items } of readJsonLineBatches(files, file, options)) yield* items;
}

/** What stands on one line. */
export function itemsOf(
  file: string,
  raw: RawLine,
  options: Pick<ReadOptions, 'looksLikeRecord'>,
): ReadItem[] {
  const items: ReadItem[] = [];
  addItems(items, file, raw, options);
  return items;
}

function addItems(
  items: ReadItem[],
  file: string,
  raw: RawLine,
  options: Pick<ReadOptions, 'looksLikeRecord'>,
): void {
  const { line, byteOffset, byteLength, bytes } = raw;
  if (bytes === undefined) {
    items.push(fault('record-too-long', { file, line, byteOffset, byteLength }));
    return;
  }
  const hasBom = byteOffset === 0 && bytes.subarray(0, BOM.length).equals(BOM);
  const skipped = hasBom ? BOM.length : 0;
  if (hasBom) items.push(fault('byte-order-mark', { file, line, byteOffset, byteLength: skipped }));
  const body = hasBom ? bytes.subarray(skipped) : bytes;
  if (isBlank(body)) return;
  const stretch = { file, line, byteOffset: byteOffset + skipped, bytes: body };
  addRecords(items, stretch, options.looksLikeRecord);
}

export function isUtf16Line({ byteOffset, bytes }: RawLine): boolean {
  return byteOffset === 0 && bytes !== undefined && isUtf16(bytes);
}

/** A file in UTF-16 is not read at all. */
export async function utf16Batch(
  files: ReadableFiles,
  file: string,
  { line }: RawLine,
): Promise<ItemBatch> {
  const { size = 0 } = (await files.stat(file)) ?? {};
  const item = fault('utf16-file', { file, line, byteOffset: 0, byteLength: size });
  return { items: [item], next: { line, byteOffset: size } };
}

export function fault(
  kind: FaultKind,
  position: ReadFaultItem['fault']['position'],
): ReadFaultItem {
  return { kind: 'fault', fault: { kind, position }, bytes: new Uint8Array() };
}

export function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** Nothing but spaces, tabs and line ends. */
export function isBlank(bytes: Uint8Array): boolean {
  return !bytes.some((byte) => byte !== 0x20 && byte !== 0x09 && byte !== 0x0d && byte !== 0x0a);
}
