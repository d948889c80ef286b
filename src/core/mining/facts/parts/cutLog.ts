import type { JobContext } from '../../../job.js';
import type { Files } from '../../../ports/files.js';
import { LINE_FEED } from '../../../records/jsonBytes.js';
import { isUtf16, readJsonLineBatches } from '../../../records/jsonLinesReader.js';
import { looksLikeMemoryEntry, memoryEntryOf } from '../../../records/memoryEntry.js';
import type { ReadItem } from '../../../records/readItem.js';
import type { LogPosition } from '../cursor.js';
import type { Log } from '../readLog.js';

/** A stretch of a log that can be read by itself. Its lines are counted from 1. */
export interface LogPart {
  readonly log: Log;
  readonly from: LogPosition;
  /** One past the last byte. */
  readonly end: number;
  /** Nothing comes behind it: its last conversation may go on. */
  readonly isLast: boolean;
}

/** A log to cut, from where reading begins. */
export interface LogToCut {
  readonly log: Log;
  readonly from: LogPosition;
  /** One past the last byte. */
  readonly end: number;
  /** The pause, in milliseconds, after which a new conversation begins. */
  readonly gapMs: number;
}

type CutContext = Pick<JobContext, 'files' | 'signal'>;

/** How much is looked at to find a place where a log can be cut. */
const MOST_LOOKED_AT = 16 * 1024 * 1024;

/**
 * Cuts a log into that many parts or fewer, at places where a reader has no memory of what came
 * before: a log of searches before any line, a log of conversations at long pauses. One that tells no
 * times stays whole.
 */
export async function cutLog(
  context: CutContext,
  { log, from, end, gapMs }: LogToCut,
  count: number,
): Promise<LogPart[]> {
  const starts: LogPosition[] = [{ ...from, line: 1 }];
  const isWhole = from.byte_offset === 0 && (await isUtf16File(context, log.file));
  for (let i = 1; i < count && !isWhole; i += 1) {
    const near = Math.round(from.byte_offset + (i * (end - from.byte_offset)) / count);
    const last = starts.at(-1)?.byte_offset ?? 0;
    const start = near > last ? await startNear(context, log, { near, end, gapMs }) : undefined;
    if (start !== undefined) starts.push(start);
  }
  return starts.map((start, i) => {
    const next = starts[i + 1];
    return { log, from: start, end: next?.byte_offset ?? end, isLast: next === undefined };
  });
}

interface Search {
  readonly near: number;
  readonly end: number;
  readonly gapMs: number;
}

/** The first place at or behind a byte where a part can begin; undefined: there is none close by. */
async function startNear(
  { files, signal }: CutContext,
  { file, kind }: Log,
  { near, end, gapMs }: Search,
): Promise<LogPosition | undefined> {
  const pauses = new PauseFinder(gapMs);
  const options = { looksLikeRecord: looksLikeMemoryEntry, signal };
  const range = {
    from: { line: 1, byteOffset: near },
    end: Math.min(end, near + MOST_LOOKED_AT),
  };
  for await (const { items } of readJsonLineBatches(files, file, options, range)) {
    for (const item of items) {
      const isStart = kind === 'memory' ? pauses.isAfterPause(item) : lineOf(item) > 1;
      const byte_offset = offsetOf(item);
      if (isStart && (await isLineStart(files, file, byte_offset)))
        return { line: 1, byte_offset, time: pauses.timeBefore };
    }
  }
  return undefined;
}

/** Tells where conversations begin, of a log that is read from the middle of a line on. */
class PauseFinder {
  readonly #gapMs: number;
  #time: number | null = null;
  #timeBefore: number | null = null;

  constructor(gapMs: number) {
    this.#gapMs = gapMs;
  }

  /** The latest time known before the last item, in milliseconds since the epoch. */
  get timeBefore(): number | null {
    return this.#timeBefore;
  }

  /** Whether a conversation begins with this item. */
  isAfterPause(item: ReadItem): boolean {
    // What stands on the first line is only the rest of it.
    const time = lineOf(item) > 1 ? memoryEntryOf(item)?.time : undefined;
    const before = this.#time;
    this.#timeBefore = before;
    this.#time = time ?? before;
    return time !== undefined && before !== null && time - before > this.#gapMs;
  }
}

/** Damage before a record, even if it is only a comma, belongs to the same line. */
async function isLineStart(files: Files, file: string, byteOffset: number): Promise<boolean> {
  const before = [{ start: byteOffset - 1, end: byteOffset }];
  for await (const [byte] of files.readRanges(file, before)) return byte === LINE_FEED;
  return false;
}

function lineOf(item: ReadItem): number {
  return item.kind === 'record' ? item.position.line : item.fault.position.line;
}

function offsetOf(item: ReadItem): number {
  return item.kind === 'record' ? item.position.byteOffset : item.fault.position.byteOffset;
}

async function isUtf16File({ files }: CutContext, file: string): Promise<boolean> {
  for await (const bytes of files.readRanges(file, [{ start: 0, end: 2 }])) return isUtf16(bytes);
  return false;
}
