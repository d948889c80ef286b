import { CodelumiError } from '../../errors.js';
import type { JobContext } from '../../job.js';
import type { Content } from '../../ports/files.js';
import { fileDigest } from '../../records/fileDigest.js';
import { type Backup, makeBackup } from './backup.js';

interface KnownFile {
  readonly file: string;
  readonly sha256: string;
}

export interface WantedFiles {
  readonly write: readonly { readonly file: string; readonly content: Content }[];
  readonly remove: readonly string[];
}

/**
 * Replaces files of the knowledge base: first all of them are copied into a backup, then the new ones are written, each
 * at once or not at all, then others are taken away. So nothing is lost wherever it is broken off, and doing it again
 * ends it. The lock is held by the caller; the assistant knows of none, so each file is looked at once more right before.
 *
 * @param before all files of the knowledge base, as the caller has read them
 * @param purpose what the knowledge base becomes
 * @throws CodelumiError `changed-meanwhile` when a file is not what was read
 */
export async function replaceKnowledge(
  context: Pick<JobContext, 'files' | 'clock'>,
  folder: string,
  before: readonly KnownFile[],
  { write, remove }: WantedFiles,
  purpose: string,
): Promise<Backup> {
  const { files } = context;
  const read = new Map(before.map((each) => [each.file, each.sha256]));
  const paths = before.map(({ file }) => file);
  const backup = await makeBackup(context, folder, paths, purpose);
  for (const [at, { file, sha256: copied }] of backup.files.entries())
    if (copied !== before[at]?.sha256) throw changed(file);
  for (const { file, content } of write) {
    await requireSame(context, file, read.get(file));
    await files.replace(file, content);
  }
  for (const file of remove) {
    await requireSame(context, file, read.get(file));
    await files.remove(file);
  }
  return backup;
}

async function requireSame(
  { files }: Pick<JobContext, 'files'>,
  file: string,
  expected: string | undefined,
): Promise<void> {
  const isThere = (await files.stat(file)) !== undefined;
  const now = isThere ? await fileDigest(files, file) : undefined;
  if (now !== expected) throw changed(file);
}

function changed(file: string): CodelumiError {
  return new CodelumiError({
    reason: 'changed-meanwhile',
    what: 'Somebody else changed the knowledge base meanwhile',
    place: { file },
    remedy: 'Do it again; nothing was lost, and what was there is in the backup.',
  });
}
