import { cursorAt, type LogPosition } from '../../mining/facts/cursor.js';
import { continuedLogs } from './continuedLogs.js';
import { GrowthBook } from './growthBook.js';
import { dayIn } from './hour.js';
import type { KeptState } from './keptStore.js';
import { type MemoryLog, readGrowth, startBefore } from './memoryGrowth.js';
import { type StoreWorld, stampOf } from './storeSources.js';

export interface UpdatedGrowth {
  readonly state: Pick<KeptState, 'memory' | 'growth'>;
  /** Where a log of conversations has to be read from to know what came of searches since a time. */
  readonly startsFrom: (file: string, time: number) => LogPosition | undefined;
  readonly unreadable: number;
}

/** Adds what the logs of conversations gained. Where one was rewritten, days before all that is there stay as they were. */
export async function updateGrowth(world: StoreWorld): Promise<UpdatedGrowth> {
  const { context, logs, kept, sources } = world;
  const known = world.isComparable
    ? await continuedLogs(logs, kept?.memory ?? [], sources.memory, () => true)
    : undefined;
  const book = new GrowthBook(known === undefined ? [] : kept?.growth);
  const now = context.clock.now().getTime();
  const memory: MemoryLog[] = [];
  let [unreadable, earliest] = [0, Number.POSITIVE_INFINITY];
  for (const file of sources.memory) {
    const { size, modified } = stampOf(world, file);
    const reading = await readGrowth(logs, book, { file, end: size, known: known?.get(file), now });
    const cursor = await cursorAt(logs.files, { file, ...reading.position, outputs: 0 });
    const { undated, marks } = reading;
    memory.push({ cursor: { ...cursor, size, modified }, undated, marks });
    unreadable += reading.unreadable;
    earliest = Math.min(earliest, reading.earliest);
  }
  if (known === undefined && kept !== undefined) keepOlder(book, kept, earliest);
  return {
    state: { memory, growth: book.rows },
    startsFrom: (file, time) => startBefore(known?.get(file)?.marks ?? [], time),
    unreadable,
  };
}

/** @param earliest of what was read anew */
function keepOlder(book: GrowthBook, { growth, memory }: KeptState, earliest: number): void {
  const latest = Math.max(...memory.map(({ cursor }) => cursor.time ?? 0));
  const first = Number.isFinite(earliest) ? dayIn(earliest) : '9999';
  for (const row of growth)
    if (row.day < first || (row.day === first && latest < earliest)) book.merge(row);
}
