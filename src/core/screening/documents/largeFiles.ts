import { throwIfCancelled } from '../../errors.js';
import type { Job, JobContext } from '../../job.js';
import type { Files } from '../../ports/files.js';
import { readRecords } from '../../records/readRecords.js';
import { readConfig } from '../../workspace/config.js';
import { CANDIDATES_FOLDER, STAGING_FOLDER } from '../../workspace/paths.js';
import type { ScreeningPolicy } from '../recogniser.js';
import { type DocumentKind, documentTypeOf, looksLikeRecordOf } from './documentKind.js';
import { findingsInRecord } from './findingsInRecord.js';

/** Bytes; the editor gives larger files to no extension, so that nothing can be underlined in them. */
export const LARGEST_IN_EDITOR = 50 * 1024 * 1024;

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
  const { knowledgeBase } = (await readConfig(files)).sources;
  const folders = new Set([CANDIDATES_FOLDER, 'training', knowledgeBase, STAGING_FOLDER]);
  const isLookedAt = (path: string) => documentTypeOf(path, knowledgeBase) !== undefined;
  const found: LargeFile[] = [];
  for (const folder of folders) {
    for await (const file of filesIn(files, folder, 1)) {
      if (file.size > limit && isLookedAt(file.file)) found.push(file);
    }
  }
  return found;
}

async function* filesIn(files: Files, folder: string, depth: number): AsyncGenerator<LargeFile> {
  for (const { name, kind } of await files.list(folder)) {
    const path = folder === '.' ? name : `${folder}/${name}`;
    if (kind === 'folder' && folder.startsWith(STAGING_FOLDER) && depth < DEEPEST) {
      yield* filesIn(files, path, depth + 1);
    }
    const stat = kind === 'file' ? await files.stat(path) : undefined;
    if (stat !== undefined) yield { file: path, size: stat.size, modifiedMs: stat.modifiedMs };
  }
}

/** Streams large files and counts what would be underlined. Memory is bounded by the longest record. */
export const screenLargeFiles: Job<readonly LargeFile[], ScreenedLargeFile[]> = async (
  large,
  context,
) => {
  const { screening, sources } = await readConfig(context.files);
  const screened: ScreenedLargeFile[] = [];
  for (const each of large) {
    context.progress({ message: `Screening ${each.file}` });
    const type = documentTypeOf(each.file, sources.knowledgeBase);
    if (type === undefined) continue; // The settings were changed meanwhile.
    screened.push({ ...each, rules: await rulesIn(each.file, type.kind, context, screening) });
  }
  return screened;
};

async function rulesIn(
  file: string,
  kind: DocumentKind,
  { files, signal }: JobContext,
  policy: ScreeningPolicy,
): Promise<Record<string, number>> {
  const rules: Record<string, number> = {};
  const options = { looksLikeRecord: looksLikeRecordOf(kind), signal };
  for await (const item of readRecords(files, file, options)) {
    throwIfCancelled(signal);
    const found =
      item.kind === 'fault'
        ? [item.fault.kind]
        : findingsInRecord(JSON.stringify(item.value), kind, policy).map(({ rule }) => rule);
    for (const rule of found) rules[rule] = (rules[rule] ?? 0) + 1;
  }
  return rules;
}
