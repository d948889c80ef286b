import { throwIfCancelled } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { isDocument } from '../../mining/facts/readLog.js';
import { readJsonDocument } from '../../records/jsonDocumentReader.js';
import { type ItemBatch, readJsonLineBatches } from '../../records/jsonLinesReader.js';
import type { LineStart } from '../../records/lineSplitter.js';
import type { LooksLikeRecord, ReadItem } from '../../records/readItem.js';

export interface LogStretch {
  readonly file: string;
  readonly from: LineStart;
  /** One past the last byte. */
  readonly end: number;
  readonly looksLikeRecord: LooksLikeRecord;
}

/**
 * What stands on the whole lines of a stretch, in order, with where the next line begins; an unended last line waits. A
 * file that holds one JSON text is read if the stretch begins with it.
 */
export async function* itemBatches(
  { files, signal, progress }: Pick<JobContext, 'files' | 'signal' | 'progress'>,
  { file, from, end, looksLikeRecord }: LogStretch,
): AsyncGenerator<ItemBatch> {
  const options = { looksLikeRecord, signal };
  if (isDocument({ file, kind: 'uses' })) {
    if (from.byteOffset > 0) return;
    const items: ReadItem[] = [];
    for await (const item of readJsonDocument(files, file, options)) items.push(item);
    yield { items, next: { line: from.line, byteOffset: end } };
    return;
  }
  let last = from.byteOffset;
  for await (const batch of readJsonLineBatches(files, file, options, { from, end })) {
    throwIfCancelled(signal);
    if (batch.next.byteOffset <= last) continue;
    last = batch.next.byteOffset;
    yield batch;
    progress({ message: `Adding up ${file}`, done: last, total: end });
  }
}
