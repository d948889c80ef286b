import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import type { Files } from '../ports/files.js';
import { parsedJson } from '../records/parsedJson.js';
import type { Config } from '../workspace/configSchema.js';
import { isOwnPath, USER_DATA_FOLDER } from '../workspace/paths.js';
import type { ExportInput } from './exportInput.js';
import { type ExportManifest, exportManifestSchema } from './exportManifest.js';
import type { ExportFormat } from './formats/format.js';

export const MANIFEST = 'manifest.json';

/** Where an export goes. */
export interface Target {
  readonly files: Files;
  /** Below the root of `files`: of a folder, or of a file with its manifest beside it. */
  readonly path: string;
  readonly isFile: boolean;
  /** An earlier export that stands there and is replaced. */
  readonly before: ExportManifest | undefined;
}

/**
 * Sees to it that an export overwrites nothing but an export, and nothing that the product or the assistant reads.
 * @throws CodelumiError `wrong-usage`, `not-trusted`, `outside-workspace`
 */
export async function openTarget(
  context: JobContext,
  { out, elsewhere, split }: ExportInput,
  { extension }: ExportFormat,
  { sources }: Config,
): Promise<Target> {
  const path = cleaned(out);
  const files = elsewhere === undefined ? context.files : context.filesAt?.(elsewhere);
  if (files === undefined) throw notTrusted(out);
  if (elsewhere === undefined && isTaken(path, sources.knowledgeBase)) throw taken(path);
  const isFile = extension !== undefined && path.toLowerCase().endsWith(extension);
  if (isFile && split !== undefined) throw splitNeedsFolder(path);
  const before = isFile ? await fileThere(files, path) : await folderThere(files, path);
  return { files, path, isFile, before };
}

/** Without `./`, doubled and closing slashes; what leads out is refused by the port. */
function cleaned(out: string): string {
  const parts = out.replaceAll('\\', '/').split('/');
  const path = parts.filter((part) => part !== '' && part !== '.').join('/');
  if (path === '' || parts.includes('..')) throw noPlace(out);
  return path;
}

/** What is read as logs, knowledge or settings; some file systems do not tell upper from lower case. */
function isTaken(path: string, knowledgeBase: string): boolean {
  const lower = path.toLowerCase();
  const folders = [USER_DATA_FOLDER, 'training', '.git', '.vscode', knowledgeBase];
  return (
    isOwnPath(lower) ||
    folders.some((each) => {
      const folder = each.toLowerCase();
      return lower === folder || lower.startsWith(`${folder}/`);
    })
  );
}

export function manifestBeside(file: string): string {
  return `${file}.${MANIFEST}`;
}

async function fileThere(files: Files, path: string): Promise<ExportManifest | undefined> {
  const there = await files.stat(path);
  if (there === undefined) return undefined;
  const before = there.kind === 'file' ? await manifestIn(files, manifestBeside(path)) : undefined;
  if (before === undefined) throw notOurs(path, 'This file is there already, and no export');
  return before;
}

async function folderThere(files: Files, path: string): Promise<ExportManifest | undefined> {
  const there = await files.stat(path);
  if (there === undefined) return undefined;
  if (there.kind !== 'folder') throw notOurs(path, 'There is a file of this name');
  const names = await filesBelow(files, path);
  if (names.length === 0) return undefined;
  const before = await manifestIn(files, `${path}/${MANIFEST}`);
  const known = new Set([MANIFEST, ...(before?.files ?? []).map((each) => each.path)]);
  if (before === undefined || names.some((name) => !known.has(name)))
    throw notOurs(path, 'This folder holds something that is no export');
  return before;
}

/** Relative to the folder; an export has folders of one level. */
async function filesBelow(files: Files, folder: string): Promise<string[]> {
  const names: string[] = [];
  for (const { name, kind } of await files.list(folder))
    if (kind !== 'folder') names.push(name);
    else
      for (const inner of await files.list(`${folder}/${name}`))
        names.push(`${name}/${inner.name}`);
  return names;
}

async function manifestIn(files: Files, path: string): Promise<ExportManifest | undefined> {
  if ((await files.stat(path))?.kind !== 'file') return undefined;
  return exportManifestSchema.safeParse(parsedJson(await files.read(path))).data;
}

function noPlace(out: string): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: 'This is no place to export to',
    place: { file: out },
    remedy: 'Name a new folder, such as exports/january.',
  });
}

function taken(path: string): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: 'What stands here is read as knowledge, logs or settings, so nothing is exported into it',
    place: { file: path },
    remedy: 'Name another folder, such as exports/january.',
  });
}

function notOurs(path: string, what: string): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what,
    place: { file: path },
    remedy: 'Name a new folder or file; only an earlier export is replaced.',
  });
}

function splitNeedsFolder(path: string): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: 'A split makes several files',
    place: { file: path },
    remedy: 'Name a folder, or leave the split out.',
  });
}

function notTrusted(out: string): CodelumiError {
  return new CodelumiError({
    reason: 'not-trusted',
    what: 'Nothing is written outside of a workspace that is not trusted',
    place: { file: out },
    remedy: 'Trust the workspace, or export into it.',
  });
}
