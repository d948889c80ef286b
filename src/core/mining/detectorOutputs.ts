import type { JobContext } from '../job.js';
import { detectorOutputOf, looksLikeDetectorOutput } from '../records/detectorOutput.js';
import type { MemoryEntry } from '../records/memoryEntry.js';
import { isJsonObject } from '../records/readItem.js';
import type { SourceTally } from './runReport.js';
import { shapedRecords } from './shapedRecords.js';

/** Streams the outputs of signal detectors from a file of their own, in file order. */
export function readDetectorOutputs(
  context: Pick<JobContext, 'files' | 'signal'>,
  file: string,
  tally: SourceTally,
): AsyncGenerator<MemoryEntry> {
  const shape = { looksLikeRecord: looksLikeDetectorOutput, read: detectorOutputOf };
  return shapedRecords(context, file, shape, tally);
}

/** How many signals of the conversation are remembered, to know them again. */
const REMEMBERED = 200;

/**
 * The conversation with the outputs of detectors where they belong: each before the first entry that is
 * later. Neither side is held in memory; an output that comes too late in its file, or without a time,
 * is put in as soon as it is met. An output that the conversation holds too is left out.
 */
export async function* withDetectorOutputs(
  entries: AsyncIterable<MemoryEntry>,
  outputs: AsyncIterable<MemoryEntry>,
): AsyncGenerator<MemoryEntry> {
  const logged = new RecentSignals();
  const waiting = outputs[Symbol.asyncIterator]();
  try {
    let next = await waiting.next();
    for await (const entry of entries) {
      while (entry.time !== undefined && !next.done && (next.value.time ?? 0) < entry.time) {
        if (!logged.has(next.value)) yield next.value;
        next = await waiting.next();
      }
      logged.add(entry);
      yield entry;
    }
    for (; !next.done; next = await waiting.next()) if (!logged.has(next.value)) yield next.value;
  } finally {
    await waiting.return?.();
  }
}

/** The last signals of the conversation, by time and content. */
class RecentSignals {
  readonly #keys = new Set<string>();

  add(entry: MemoryEntry): void {
    if (entry.role !== 'signal') return;
    for (const key of keysOf(entry)) this.#keys.add(key);
    for (const oldest of this.#keys) {
      if (this.#keys.size <= REMEMBERED) return;
      this.#keys.delete(oldest);
    }
  }

  /** Whether all signals of an output are among them. */
  has(output: MemoryEntry): boolean {
    const keys = keysOf(output);
    return keys.length > 0 && keys.every((key) => this.#keys.has(key));
  }
}

/** None without a time: such signals cannot be told from others alike. */
function keysOf({ time, meta }: MemoryEntry): string[] {
  const { signals } = meta;
  if (time === undefined || !Array.isArray(signals)) return [];
  return signals
    .filter(isJsonObject)
    .map(({ type, evidence }) => JSON.stringify([time, type, evidence]));
}
