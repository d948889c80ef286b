import { throwIfCancelled } from '../../errors.js';
import type { Job, JobContext } from '../../job.js';
import type { Files } from '../../ports/files.js';
import { readRecords } from '../../records/readRecords.js';
import { readConfig } from '../../workspace/config.js';
import type { ScreeningPolicy } from '../recogniser.js';
import { documentTypeOf, looksLikeRecordOf } from './documentKind.js';
import { findingsInRecord } from './findingsInRecord.js';

/** Larger files are given to no extension, so that nothing can be underlined in them. */
const LARGEST_IN_EDITOR = 50 * 1024 * 1024;

const FOLDERS = ['candidates', 'training', 'staging_kb'];
/** `staging_kb/2026-01-24/decisions`. */
const DEEPEST = 3;

/** A file that is too large for the editor, as it was at one time. */
export interface LargeFile {
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since the epoch. */
  readonly modifiedMs: number;
}

export interface ScreenedLargeFile extends LargeFile {
  /** Findings and damaged records, by rule. */
  readonly rules: Readonly<Record<string, number>>;
}

/** The files that screening would underline, were they not larger than `limit` bytes. */
export async function listLargeFiles(
  files: Files,
  limit: number = LARGEST_IN_EDITOR,
): Promise<LargeFile[]> {
  const found = await Promise.all(FOLDERS.map((folder) => largeFilesIn(files, folder, 1, limit)));
  return found.flat();
}

async function largeFilesIn(
  files: Files,
  folder: string,
  depth: number,
  limit: number,
): Promise<LargeFile[]> {
  const found: LargeFile[] = [];
  for (const { name, kind } of await files.list(folder)) {
    const path = `${folder}/${name}`;
    if (kind === 'folder' && folder.startsWith('staging_kb') && depth < DEEPEST) {
      found.push(...(await largeFilesIn(files, path, depth + 1, limit)));
    }
    if (kind !== 'file' || documentTypeOf(path) === undefined) continue;
    const stat = await files.stat(path);
    if (stat !== undefined && stat.size > limit) {
      found.push({ file: path, size: stat.size, modifiedMs: stat.modifiedMs });
    }
  }
  return found;
}

/** Streams large files and counts what would be underlined. Memory is bounded by the longest record. */
export const screenLargeFiles: Job<readonly LargeFile[], ScreenedLargeFile[]> = async (
  large,
  context,
) => {
  const { screening } = await readConfig(context.files);
  const screened: ScreenedLargeFile[] = [];
  for (const each of large) {
    context.progress({ message: `Screening ${each.file}` });
    screened.push({ ...each, rules: await rulesIn(each.file, context, screening) });
  }
  return screened;
};

async function rulesIn(
  file: string,
  { files, signal }: JobContext,
  policy: ScreeningPolicy,
): Promise<Record<string, number>> {
  const type = documentTypeOf(file);
  const rules: Record<string, number> = {};
  if (type === undefined) return rules;
  const options = { looksLikeRecord: looksLikeRecordOf(type.kind), signal };
  for await (const item of readRecords(files, file, options)) {
    throwIfCancelled(signal);
    const found =
      item.kind === 'fault'
        ? [item.fault.kind]
        : findingsInRecord(JSON.stringify(item.value), type.kind, policy).map(({ rule }) => rule);
    for (const rule of found) rules[rule] = (rules[rule] ?? 0) + 1;
  }
  return rules;
}
