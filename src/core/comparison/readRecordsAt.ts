import { throwIfCancelled } from '../errors.js';
import { parseRecords } from '../records/parseRecords.js';
import type { JsonObject } from '../records/readItem.js';
import { type IndexedRecord, looksLikeRecord } from './indexRecords.js';
import type { RecordSide } from './recordSide.js';

/**
 * Reads single records of a side by their places.
 * @returns one for each place, in order; undefined where something else stands there by now
 */
export async function* readRecordsAt(
  { files, file, compared }: RecordSide,
  places: readonly IndexedRecord[],
  signal: AbortSignal,
): AsyncGenerator<JsonObject | undefined> {
  if (places.length === 0) return;
  const ranges = places.map(({ start, length }) => ({ start, end: start + length }));
  let next = 0;
  for await (const bytes of files.readRanges(file, ranges)) {
    throwIfCancelled(signal);
    const place = places[next];
    next += 1;
    if (place === undefined) continue;
    const stretch = { file, line: place.line, byteOffset: place.start, bytes: Buffer.from(bytes) };
    const item = parseRecords(stretch, looksLikeRecord).find(({ kind }) => kind === 'record');
    yield item?.kind === 'record' ? compared(item.value) : undefined;
  }
}
