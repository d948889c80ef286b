import type { JobContext } from '../../job.js';
import { readJsonLineBatches } from '../../records/jsonLinesReader.js';
import { FILE_START, type LineStart } from '../../records/lineSplitter.js';
import type { LooksLikeRecord, ReadItem } from '../../records/readItem.js';
import type { Cursor, CursorPosition } from './cursor.js';
import type { Facts } from './facts.js';
import { MemoryLogFacts } from './memoryLogFacts.js';
import { UseLogFacts } from './useLogFacts.js';

/** A log that exists, and what stands in it. */
export interface Log {
  readonly file: string;
  readonly kind: 'memory' | 'uses';
}

/** Turns what stands in one log into facts. */
export interface LogFacts {
  readonly looksLikeRecord: LooksLikeRecord;
  /**
   * Takes the items of whole lines, in order.
   * @param next where the line after them begins
   */
  take(items: readonly ReadItem[], next: LineStart): void;
  /** Takes what stands on a last line that nothing ends yet. */
  takeUnended(items: readonly ReadItem[]): void;
  /** Where reading has to begin next time. */
  readonly next: CursorPosition;
  /** Adds what is not complete yet. */
  addOpenEnd(): void;
}

export interface LogReading {
  readonly next: CursorPosition;
  readonly addOpenEnd: () => void;
}

/**
 * Reads a log from the cursor to its present end; what is appended meanwhile is for the next run.
 * @param gapMs the pause, in milliseconds, after which a new conversation begins
 */
export async function readLog(
  context: JobContext,
  facts: Facts,
  { file, kind }: Log,
  { from, gapMs }: { readonly from: Cursor | undefined; readonly gapMs: number },
): Promise<LogReading> {
  const start = from === undefined ? FILE_START : { line: from.line, byteOffset: from.byte_offset };
  const end = (await context.files.stat(file))?.size ?? 0;
  const number = facts.files.numberOf(file);
  const time = from?.time ?? undefined;
  const log: LogFacts =
    kind === 'uses'
      ? new UseLogFacts(facts, number, start)
      : new MemoryLogFacts(facts, number, { start, time, gapMs });
  const options = { looksLikeRecord: log.looksLikeRecord, signal: context.signal };
  let last = start;
  for await (const batch of readJsonLineBatches(context.files, file, options, {
    from: start,
    end,
  })) {
    // An unended last line comes alone and moves nothing on.
    if (batch.next.byteOffset > last.byteOffset) log.take(batch.items, batch.next);
    else log.takeUnended(batch.items);
    last = batch.next;
    context.progress({ message: `Reading ${file}`, done: last.byteOffset, total: end });
  }
  return { next: log.next, addOpenEnd: () => log.addOpenEnd() };
}
