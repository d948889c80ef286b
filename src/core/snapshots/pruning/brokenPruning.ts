import * as z from 'zod';
import { appendEntry } from '../../audit/journal/appendEntry.js';
import type { FileChange } from '../../audit/journal/auditEntry.js';
import type { JobContext } from '../../job.js';
import { fileDigest } from '../../records/fileDigest.js';
import { parsedJson } from '../../records/parsedJson.js';
import { ensureLocalFolder } from '../../workspace/localFolder.js';
import { PRUNING_FILE } from '../../workspace/paths.js';
import { writerOf } from '../../workspace/writer.js';
import { PRUNED, prunedSnapshots } from './prunedSnapshots.js';

const intentSchema = z.object({
  files: z.array(z.object({ file: z.string(), sha256: z.string() })),
});

type Context = Omit<JobContext, 'progress'>;

/** Notes what is about to be deleted, so that it can be told if this process does not live to tell it. Under the lock. */
export async function intendToPrune(
  { files }: Pick<JobContext, 'files'>,
  doomed: readonly string[],
): Promise<void> {
  const noted: { file: string; sha256: string }[] = [];
  for (const file of doomed) {
    if ((await files.stat(file))?.kind === 'file')
      noted.push({ file, sha256: await fileDigest(files, file) });
  }
  if (noted.length === 0) return;
  await ensureLocalFolder(files);
  await files.replace(PRUNING_FILE, `${JSON.stringify({ files: noted })}\n`);
}

/**
 * Enters into the audit log what a run of pruning deleted that ended before its own entry was written: otherwise the
 * snapshots would seem to have been taken away by somebody. Under the lock.
 */
export async function tellBrokenPruning(context: Context): Promise<void> {
  const { files, actor } = context;
  if (actor === undefined || (await files.stat(PRUNING_FILE))?.kind !== 'file') return;
  const { data } = intentSchema.safeParse(parsedJson(await files.read(PRUNING_FILE)));
  const told = await prunedSnapshots(context);
  const changes: FileChange[] = [];
  for (const { file, sha256: before } of data?.files ?? []) {
    const isThere = (await files.stat(file)) !== undefined;
    if (!isThere && told.get(file)?.has(before) !== true)
      changes.push({ file, before, after: null });
  }
  if (changes.length > 0) {
    const entry = { action: PRUNED, outcome: 'cancelled', changes } as const;
    await appendEntry(context, await writerOf(context), { actor: await actor(), ...entry });
  }
  await files.remove(PRUNING_FILE);
}
