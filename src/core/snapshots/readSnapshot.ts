import { CodelumiError, throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import { fileDigest } from '../records/fileDigest.js';
import { readJsonLineBatches } from '../records/jsonLinesReader.js';
import { isLoss } from '../records/readFault.js';
import type { RecordPosition } from '../records/recordPosition.js';
import { sha256 } from '../records/sha256.js';
import { type SnapshotEntry, type SnapshotManifest, snapshotEntrySchema } from './snapshotEntry.js';
import { snapshotFile } from './snapshotName.js';

const LINE_FEED = 10;

/**
 * The entries of a snapshot, if it is still what was built.
 * @throws CodelumiError `not-found`, `invalid-input`
 */
export async function readSnapshot(
  { files }: Pick<JobContext, 'files'>,
  manifest: Pick<SnapshotManifest, 'name' | 'sha256'>,
): Promise<SnapshotEntry[]> {
  const file = snapshotFile(manifest.name);
  const bytes = await files.read(file);
  if (sha256(bytes) !== manifest.sha256) throw changed(file);
  const entries: SnapshotEntry[] = [];
  // Line by line: all of them may be more than a string can hold.
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let start = 0, end = buffer.indexOf(LINE_FEED); end >= 0; ) {
    const line = buffer.toString('utf8', start, end);
    if (line !== '') entries.push(snapshotEntrySchema.parse(JSON.parse(line)));
    start = end + 1;
    end = buffer.indexOf(LINE_FEED, start);
  }
  return entries;
}

/** @throws CodelumiError `invalid-input` when a snapshot is not what was built, `not-found` */
export async function requireUnchanged(
  { files }: Pick<JobContext, 'files'>,
  { name, sha256: built }: Pick<SnapshotManifest, 'name' | 'sha256'>,
): Promise<void> {
  const file = snapshotFile(name);
  if ((await fileDigest(files, file)) !== built) throw changed(file);
}

/**
 * The entries of a snapshot's file in order, in batches; memory is bounded by the longest of them.
 * @throws CodelumiError `invalid-input` for a line that is no entry, JobCancelled
 */
export async function* readSnapshotLines(
  { files, signal }: Pick<JobContext, 'files' | 'signal'>,
  file: string,
): AsyncGenerator<{ readonly entry: SnapshotEntry; readonly position: RecordPosition }[]> {
  const options = { looksLikeRecord: () => true, signal, maxRecordBytes: Number.MAX_SAFE_INTEGER };
  for await (const { items } of readJsonLineBatches(files, file, options)) {
    throwIfCancelled(signal);
    yield items.flatMap((item) => {
      if (item.kind === 'fault') {
        if (isLoss(item.fault.kind)) throw changed(file);
        return [];
      }
      const { data: entry } = snapshotEntrySchema.safeParse(item.value);
      if (entry === undefined) throw changed(file);
      return [{ entry, position: item.position }];
    });
  }
}

function changed(file: string): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: 'The snapshot was changed after it was built, so nothing can be made of it',
    place: { file },
    remedy: 'Restore it from Git, or delete it with its manifest.',
  });
}
