import type { JobContext } from '../job.js';
import { detectorOutputOf, looksLikeDetectorOutput } from '../records/detectorOutput.js';
import type { MemoryEntry } from '../records/memoryEntry.js';
import { isJsonObject } from '../records/readItem.js';
import { SourceTally } from './runReport.js';
import { shapedRecords } from './shapedRecords.js';

/** How many signals of the conversation are remembered, to know them again. */
const REMEMBERED = 200;

const NO_OUTPUTS: MemoryEntry[] = [];

/**
 * The outputs of signal detectors from files of their own, by time. One that carries none stands with
 * the one before it in its file.
 */
export class DetectorOutputs {
  /** One for each file that was read. */
  readonly tallies: readonly SourceTally[];
  readonly #entries: readonly MemoryEntry[];

  constructor(entries: readonly MemoryEntry[], tallies: readonly SourceTally[] = []) {
    this.tallies = tallies;
    this.#entries = entries.toSorted((a, b) => timeOf(a) - timeOf(b));
  }

  static async read(
    context: Pick<JobContext, 'files' | 'signal'>,
    files: readonly string[],
  ): Promise<DetectorOutputs> {
    const shape = { looksLikeRecord: looksLikeDetectorOutput, read: detectorOutputOf };
    const entries: MemoryEntry[] = [];
    const tallies = files.map((file) => new SourceTally(file));
    for (const tally of tallies) {
      let time: number | undefined;
      for await (const entry of shapedRecords(context, tally.report.file, shape, tally)) {
        time = entry.time ?? time;
        entries.push({ ...entry, time });
      }
    }
    return new DetectorOutputs(entries, tallies);
  }

  get isEmpty(): boolean {
    return this.#entries.length === 0;
  }

  /** How many come up to a time, with it; milliseconds since the epoch. */
  countUntil(time: number): number {
    const later = this.#entries.findIndex((entry) => timeOf(entry) > time);
    return later < 0 ? this.#entries.length : later;
  }

  /** Those after a time, to be put into the rest of a conversation log. */
  after(time: number | undefined): OutputFeed {
    return new OutputFeed(this.#entries.slice(time === undefined ? 0 : this.countUntil(time)));
  }
}

/** Without any time: before everything. */
function timeOf({ time }: MemoryEntry): number {
  return time ?? Number.NEGATIVE_INFINITY;
}

/** Hands out outputs where they belong in a conversation log that is read from front to back. */
export class OutputFeed {
  readonly #entries: readonly MemoryEntry[];
  readonly #logged = new RecentSignals();
  #next = 0;

  constructor(entries: readonly MemoryEntry[]) {
    this.#entries = entries;
  }

  /**
   * The outputs before the next entry of the log: those that are earlier, but for what the log holds
   * too.
   */
  before(entry: MemoryEntry): MemoryEntry[] {
    if (this.#entries.length === 0) return NO_OUTPUTS;
    const { time } = entry;
    const due = time === undefined ? [] : this.#takeUntil((output) => timeOf(output) >= time);
    this.#logged.add(entry);
    return due;
  }

  /** What is later than all entries. */
  rest(): MemoryEntry[] {
    return this.#takeUntil(() => false);
  }

  #takeUntil(isLater: (output: MemoryEntry) => boolean): MemoryEntry[] {
    const taken: MemoryEntry[] = [];
    for (; this.#next < this.#entries.length; this.#next += 1) {
      const output = this.#entries[this.#next];
      if (output === undefined || isLater(output)) break;
      if (!this.#logged.has(output)) taken.push(output);
    }
    return taken;
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
