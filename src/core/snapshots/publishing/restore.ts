import type { Job, JobContext } from '../../job.js';
import { fileDigest } from '../../records/fileDigest.js';
import { knowledgeFiles } from '../../retrieval/knowledgeBase.js';
import { readConfig } from '../../workspace/config.js';
import { withWorkspaceLock } from '../../workspace/lock.js';
import { requireSnapshot } from '../list.js';
import { BACKUP_NAME, backupFile, requireBackup } from './backup.js';
import { publish } from './publish.js';
import { replaceKnowledge } from './replaceKnowledge.js';

export interface RestoreInput {
  /** Of a snapshot or of a backup. */
  readonly name: string;
  /** Only says what would be done. */
  readonly dryRun?: boolean;
}

export interface Restored {
  readonly name: string;
  /** Files that were written. */
  readonly written: readonly string[];
  /** Files that were taken away; they are in the backup. */
  readonly removed: readonly string[];
  /** Of what was there; undefined: nothing was changed. */
  readonly backup: string | undefined;
  /** Whether the knowledge base is so now, or was so already. */
  readonly isDone: boolean;
}

/**
 * Makes the knowledge base again what it was: a snapshot, or the files of a backup. No gate is asked, because going back must
 * always be possible. What is there now goes into a backup first, so that this can be taken back as well.
 *
 * @throws CodelumiError `not-found`, `invalid-input` where the snapshot or backup is not what it was
 */
export const restoreKnowledge: Job<RestoreInput, Restored> = async (input, context) => {
  if (BACKUP_NAME.test(input.name)) return restoreBackup(context, input);
  const manifest = await requireSnapshot(context, input.name);
  const options = { dryRun: input.dryRun, mayLose: true };
  const { file, removed, backup, isDone } = await publish(context, manifest, options, undefined);
  return { name: manifest.name, written: [file], removed, backup, isDone };
};

async function restoreBackup(
  context: JobContext,
  { name, dryRun }: RestoreInput,
): Promise<Restored> {
  const { files } = context;
  const folder = (await readConfig(files)).sources.knowledgeBase;
  return withWorkspaceLock(context, 'restore the knowledge base', async (lock) => {
    const wanted = await requireBackup(context, folder, name);
    const before: { file: string; sha256: string }[] = [];
    for (const file of await knowledgeFiles(files, folder))
      before.push({ file, sha256: await fileDigest(files, file) });
    const there = new Map(before.map((each) => [each.file, each.sha256]));
    const others = wanted.files
      .map((each) => ({ ...each, path: `${folder}/${each.file}` }))
      .filter(({ path, sha256: digest }) => there.get(path) !== digest);
    const wantedPaths = new Set(wanted.files.map(({ file }) => `${folder}/${file}`));
    const removed = before.map(({ file }) => file).filter((file) => !wantedPaths.has(file));
    const written = others.map(({ path }) => path);
    const isDone = others.length === 0 && removed.length === 0;
    if (dryRun === true || isDone) return { name, written, removed, backup: undefined, isDone };
    await lock.confirm();
    const write: { file: string; content: Uint8Array }[] = [];
    for (const { file, path } of others)
      write.push({ file: path, content: await files.read(backupFile(folder, wanted, file)) });
    const changed = { write, remove: removed };
    const backup = await replaceKnowledge(context, folder, before, changed, name);
    return { name, written, removed, backup: backup.name, isDone: true };
  });
}
