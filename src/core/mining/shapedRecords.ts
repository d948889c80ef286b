import { throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import type { LooksLikeRecord, ReadRecord } from '../records/readItem.js';
import { readRecords } from '../records/readRecords.js';
import type { SourceTally } from './runReport.js';

/** How the records of one kind of log are told and read. */
export interface RecordShape<Shaped> {
  readonly looksLikeRecord: LooksLikeRecord;
  /** undefined for a record of another shape. */
  readonly read: (record: ReadRecord) => Shaped | undefined;
}

/** Streams the records of one shape; damage and records of other shapes go to the tally. */
export async function* shapedRecords<Shaped>(
  { files, signal }: Pick<JobContext, 'files' | 'signal'>,
  file: string,
  { looksLikeRecord, read }: RecordShape<Shaped>,
  tally: SourceTally,
): AsyncGenerator<Shaped> {
  for await (const item of readRecords(files, file, { looksLikeRecord, signal })) {
    throwIfCancelled(signal);
    if (item.kind === 'fault') {
      tally.countFault(item.fault);
      continue;
    }
    const shaped = read(item);
    if (shaped === undefined) {
      tally.countFault({ kind: 'unknown-shape', position: item.position });
      continue;
    }
    tally.countRecord();
    yield shaped;
  }
}
