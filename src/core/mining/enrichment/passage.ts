import type { Files } from '../../ports/files.js';
import type { Provenance } from '../../records/candidate.js';
import type { MemoryEntry } from '../../records/memoryEntry.js';
import type { Stretch } from '../../records/parseRecords.js';
import { entriesIn, provedEntry, readRange } from './provedEntry.js';

/** An entry of the conversation log with those around it in the same conversation. */
export interface Passage {
  readonly own: MemoryEntry;
  /** In the log's order, as far as they were read. */
  readonly before: readonly MemoryEntry[];
  readonly after: readonly MemoryEntry[];
}

/** Read on either side. Longer lines end the passage: what stands around is to be looked at, not mined. */
const WINDOW_BYTES = 64 * 1024;
const LINE_FEED = 0x0a;
const BYTE_ORDER_MARK = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Reads back what stands around a log line, in one bounded piece. Damaged lines are passed over.
 *
 * @param gapMs the pause, in milliseconds, that ends a conversation
 * @returns undefined when the log no longer holds the proof
 */
export async function readPassage(
  files: Files,
  proof: Provenance,
  gapMs: number,
): Promise<Passage | undefined> {
  const { file, byte_offset, byte_length } = proof;
  const size = (await files.stat(file))?.size ?? 0;
  const ownEnd = byte_offset + byte_length;
  if (size < ownEnd) return undefined;
  const start = Math.max(0, byte_offset - WINDOW_BYTES);
  const end = Math.min(size, ownEnd + WINDOW_BYTES);
  const bytes = await readRange(files, file, { start, end });
  const own = provedEntry(proof, bytes.subarray(byte_offset - start, ownEnd - start));
  if (own === undefined) return undefined;
  const hasMark = start === 0 && bytes.subarray(0, 3).equals(BYTE_ORDER_MARK);
  const mark = hasMark ? BYTE_ORDER_MARK.length : 0;
  const lead = { bytes: bytes.subarray(mark, byte_offset - start), byteOffset: start + mark };
  const rest = { bytes: bytes.subarray(ownEnd - start), byteOffset: ownEnd };
  return {
    own,
    before: nearestBefore(linesBefore(proof, lead, start > 0), own, gapMs),
    after: nearestAfter(linesAfter(proof, rest, end < size), own, gapMs),
  };
}

/** What stands on one side of the proof; it may begin or end within a line. */
type Piece = Pick<Stretch, 'bytes' | 'byteOffset'>;

/**
 * Whole lines before the proof, the nearest first.
 * @param isCut whether the piece begins within the file
 */
function* linesBefore(
  { file, line }: Provenance,
  { bytes, byteOffset }: Piece,
  isCut: boolean,
): Generator<Stretch> {
  let end = bytes.length;
  for (let number = line; end > 0; number -= 1) {
    const start = bytes.lastIndexOf(LINE_FEED, end - 1) + 1;
    // Without a line feed in sight the line began before the window.
    if (start === 0 && isCut) return;
    yield { file, line: number, byteOffset: byteOffset + start, bytes: bytes.subarray(start, end) };
    end = start - 1;
  }
}

/**
 * Whole lines after the proof, the nearest first.
 * @param isCut whether the piece ends within the file
 */
function* linesAfter(
  { file, line }: Provenance,
  { bytes, byteOffset }: Piece,
  isCut: boolean,
): Generator<Stretch> {
  let start = 0;
  for (let number = line; start < bytes.length; number += 1) {
    const found = bytes.indexOf(LINE_FEED, start);
    if (found < 0 && isCut) return;
    const end = found < 0 ? bytes.length : found;
    yield { file, line: number, byteOffset: byteOffset + start, bytes: bytes.subarray(start, end) };
    start = end + 1;
  }
}

/** Reads outwards until the conversation began. */
function nearestBefore(lines: Iterable<Stretch>, own: MemoryEntry, gapMs: number): MemoryEntry[] {
  const entries: MemoryEntry[] = [];
  let next = own.time;
  for (const stretch of lines) {
    for (const entry of entriesIn(stretch).toReversed()) {
      if (isPause(entry.time, next, gapMs)) return entries.toReversed();
      entries.push(entry);
      next = entry.time ?? next;
    }
  }
  return entries.toReversed();
}

/** Reads outwards until the conversation ended. */
function nearestAfter(lines: Iterable<Stretch>, own: MemoryEntry, gapMs: number): MemoryEntry[] {
  const entries: MemoryEntry[] = [];
  let last = own.time;
  for (const stretch of lines) {
    for (const entry of entriesIn(stretch)) {
      if (isPause(last, entry.time, gapMs)) return entries;
      entries.push(entry);
      last = entry.time ?? last;
    }
  }
  return entries;
}

/** A clock set back is not a pause. */
function isPause(earlier: number | undefined, later: number | undefined, gapMs: number): boolean {
  return earlier !== undefined && later !== undefined && later - earlier > gapMs;
}
