import type { JobContext } from '../../../job.js';
import type { Parallel } from '../../../ports/parallel.js';
import type { LogPosition } from '../cursor.js';
import type { Facts } from '../facts.js';
import { cutLog, type LogToCut } from './cutLog.js';
import { joinFacts } from './joinFacts.js';
import { unpackFacts } from './packedFacts.js';
import { type LogPartInput, readLogPart } from './readLogPart.js';

/** The facts of a part lie in memory twice while they are joined. */
const MOST_PART_BYTES = 512 * 1024 * 1024;

/**
 * Reads into facts all that is complete in the logs, in several threads, if there is much to read. The
 * facts are those that reading one thing after the other gives.
 *
 * @returns where reading has to go on, by file; nothing where nothing was read
 */
export async function readInParts(
  context: JobContext,
  facts: Facts,
  logs: readonly LogToCut[],
): Promise<ReadonlyMap<string, LogPosition>> {
  const { parallel } = context;
  const total = logs.reduce((sum, { from, end }) => sum + end - from.byte_offset, 0);
  if (parallel === undefined || total < 2 * parallel.leastBytes) return new Map();
  const parts = await partsOf(context, logs, parallel);
  const next = new Map(logs.map(({ log, from }) => [log.file, from]));
  let index = 0;
  for await (const part of parallel.run(readLogPart, parts, progressOf(context, total))) {
    const file = parts[index]?.log.file ?? '';
    const linesBefore = (next.get(file)?.line ?? 1) - 1;
    joinFacts(facts, unpackFacts(part), linesBefore);
    next.set(file, { ...part.next, line: linesBefore + part.next.line });
    index += 1;
  }
  return next;
}

async function partsOf(
  context: JobContext,
  logs: readonly LogToCut[],
  parallel: Parallel,
): Promise<LogPartInput[]> {
  const parts: LogPartInput[] = [];
  for (const log of logs) {
    const { from, end, gapMs } = log;
    if (end <= from.byte_offset) continue;
    const count = countOf(end - from.byte_offset, parallel);
    for (const part of await cutLog(context, log, count)) parts.push({ ...part, gapMs });
  }
  return parts;
}

/** As few as keep all threads busy: what a thread has seen once is cheap the second time. */
function countOf(bytes: number, { width, leastBytes }: Parallel): number {
  const rounds = Math.ceil(bytes / (width * MOST_PART_BYTES));
  return Math.min(width * rounds, Math.ceil(bytes / leastBytes));
}

/** Takes how many bytes of each part were read. */
function progressOf({ progress }: JobContext, total: number) {
  const done = new Map<number, number>();
  let sum = 0;
  return (index: number, bytes: number) => {
    sum += bytes - (done.get(index) ?? 0);
    done.set(index, bytes);
    progress({ message: 'Reading the logs', done: sum, total });
  };
}
