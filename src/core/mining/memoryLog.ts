import type { JobContext } from '../job.js';
import { looksLikeMemoryEntry, type MemoryEntry, memoryEntryOf } from '../records/memoryEntry.js';
import { readRecords } from '../records/readRecords.js';
import type { SourceTally } from './runReport.js';

/** Streams the entries of the conversation log; everything else in it goes to the tally. */
export async function* readMemoryLog(
  { files, signal }: Pick<JobContext, 'files' | 'signal'>,
  file: string,
  tally: SourceTally,
): AsyncGenerator<MemoryEntry> {
  const options = { looksLikeRecord: looksLikeMemoryEntry, signal };
  for await (const item of readRecords(files, file, options)) {
    if (item.kind === 'fault') tally.countFault(item.fault);
    const entry = memoryEntryOf(item);
    if (entry !== undefined) {
      tally.countRecord();
      yield entry;
    } else if (item.kind === 'record') {
      tally.countFault({ kind: 'unknown-shape', position: item.position });
    }
  }
}
