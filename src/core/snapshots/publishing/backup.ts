import * as z from 'zod';
import { CodelumiError } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { parsedJson } from '../../records/parsedJson.js';
import { sha256 } from '../../records/sha256.js';

const hash = z.string().regex(/^[0-9a-f]{64}$/u);

/** The name of a file of the knowledge base, without a folder. */
const fileName = z.string().regex(/^[^/\\]{1,250}\.jsonl?$/u);

const backupSchema = z.strictObject({
  v: z.literal(1),
  name: z.string(),
  created_at: z.iso.datetime(),
  /** What the knowledge base was to become: the name of a snapshot or of a backup. */
  before: z.string(),
  /** All files of the knowledge base as they were, by their names. */
  files: z.array(z.strictObject({ file: fileName, sha256: hash })),
});

/** The knowledge base as it was before it was published over. */
export type Backup = z.infer<typeof backupSchema>;

/** `kb_backup_20260124_120300`, in UTC. */
export const BACKUP_NAME = /^kb_backup_\d{8}_\d{6}(?:_\d{1,9})?$/u;

/** Written last: a folder without it is no backup. No file of a knowledge base is called so. */
const LIST = 'backup.manifest';

function backupsFolder(knowledgeBase: string): string {
  return `${knowledgeBase}/backups`;
}

export function backupFile(
  knowledgeBase: string,
  { name }: Pick<Backup, 'name'>,
  file: string,
): string {
  return `${backupsFolder(knowledgeBase)}/${name}/${file}`;
}

/**
 * Copies files of the knowledge base, byte by byte, and says what they are.
 *
 * @param paths all of them directly in the folder
 */
export async function makeBackup(
  { files, clock }: Pick<JobContext, 'files' | 'clock'>,
  knowledgeBase: string,
  paths: readonly string[],
  before: string,
): Promise<Backup> {
  const now = clock.now();
  const name = await freeName({ files }, knowledgeBase, now);
  const copied: Backup['files'] = [];
  for (const path of paths) {
    const file = path.slice(path.lastIndexOf('/') + 1);
    const bytes = await files.read(path);
    await files.replace(backupFile(knowledgeBase, { name }, file), bytes);
    copied.push({ file, sha256: sha256(bytes) });
  }
  const backup: Backup = { v: 1, name, created_at: now.toISOString(), before, files: copied };
  const list = `${JSON.stringify(backup, null, 2)}\n`;
  await files.replace(backupFile(knowledgeBase, backup, LIST), list);
  return backup;
}

async function freeName(
  { files }: Pick<JobContext, 'files'>,
  knowledgeBase: string,
  at: Date,
): Promise<string> {
  const digits = at.toISOString().replaceAll(/[-:T]/gu, '');
  const name = `kb_backup_${digits.slice(0, 8)}_${digits.slice(8, 14)}`;
  for (let number = 1; ; number += 1) {
    const numbered = number === 1 ? name : `${name}_${number}`;
    if (await files.makeFolder(`${backupsFolder(knowledgeBase)}/${numbered}`)) return numbered;
  }
}

/** Newest first; what is none, or was broken off, is passed over. */
export async function listBackups(
  { files }: Pick<JobContext, 'files'>,
  knowledgeBase: string,
): Promise<Backup[]> {
  const backups: Backup[] = [];
  for (const { name, kind } of await files.list(backupsFolder(knowledgeBase))) {
    if (kind !== 'folder' || !BACKUP_NAME.test(name)) continue;
    const backup = await readBackup({ files }, knowledgeBase, name);
    if (backup !== undefined) backups.push(backup);
  }
  return backups.sort((a, b) => (a.created_at < b.created_at ? 1 : -1));
}

/** @throws CodelumiError `not-found`; `invalid-input` where a copy is not what was copied */
export async function requireBackup(
  { files }: Pick<JobContext, 'files'>,
  knowledgeBase: string,
  name: string,
): Promise<Backup> {
  const backup = await readBackup({ files }, knowledgeBase, name);
  if (backup === undefined) throw noSuchBackup(knowledgeBase, name);
  for (const { file, sha256: expected } of backup.files) {
    const path = backupFile(knowledgeBase, backup, file);
    const bytes = (await files.stat(path)) === undefined ? undefined : await files.read(path);
    if (bytes === undefined || sha256(bytes) !== expected) throw changed(path);
  }
  return backup;
}

async function readBackup(
  { files }: Pick<JobContext, 'files'>,
  knowledgeBase: string,
  name: string,
): Promise<Backup | undefined> {
  const list = backupFile(knowledgeBase, { name }, LIST);
  if ((await files.stat(list)) === undefined) return undefined;
  const { data } = backupSchema.safeParse(parsedJson(await files.read(list)));
  return data?.name === name ? data : undefined;
}

function noSuchBackup(knowledgeBase: string, name: string): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: `There is no backup ${name}`,
    place: { file: backupsFolder(knowledgeBase) },
    remedy: 'codelumi snapshot list --backups shows those that there are.',
  });
}

function changed(file: string): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: 'The backup is not what was copied',
    place: { file },
    remedy: 'Take another one; nothing was restored.',
  });
}
