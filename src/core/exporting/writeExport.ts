import { createHash } from 'node:crypto';
import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import type { ExportedFile, ExportManifest } from './exportManifest.js';
import type { ExportFile } from './formats/format.js';
import type { ExportPlan, PlannedRow } from './plan.js';
import { SPLITS, type Split } from './splitShares.js';
import { MANIFEST, manifestBeside, type Target } from './target.js';

/** What is written besides the rows, once they are. */
export interface Closing {
  /** Of a data set's card; undefined: none. */
  readonly card: ((files: readonly ExportedFile[]) => string) | undefined;
  readonly manifest: (files: readonly ExportedFile[]) => ExportManifest;
}

/**
 * Writes an export so that readers see all of it or what was there before: a folder is made beside its place and gets its name
 * once it is whole.
 *
 * @throws CodelumiError `changed-meanwhile`, `not-found` where nothing came of it, JobCancelled
 */
export async function writeExport(
  context: JobContext,
  target: Target,
  plan: ExportPlan,
  filesOf: (split: Split, rows: number) => readonly ExportFile[],
  closing: Closing,
): Promise<ExportManifest> {
  return target.isFile
    ? writeFile(target, plan, filesOf, closing)
    : writeFolder(context, target, plan, filesOf, closing);
}

async function writeFile(
  { files, path }: Target,
  plan: ExportPlan,
  filesOf: (split: Split, rows: number) => readonly ExportFile[],
  { manifest: manifestOf }: Closing,
): Promise<ExportManifest> {
  const [file] = filesOf('train', plan.countOf('train'));
  if (file === undefined) throw nothing();
  const name = path.slice(path.lastIndexOf('/') + 1);
  const written = await write(files, path, file, plan.rowsOf('train'));
  const manifest = manifestOf([{ path: name, split: 'train', ...written }]);
  await files.replace(manifestBeside(path), textOf(manifest));
  return manifest;
}

async function writeFolder(
  context: JobContext,
  { files, path, before }: Target,
  plan: ExportPlan,
  filesOf: (split: Split, rows: number) => readonly ExportFile[],
  { card, manifest: manifestOf }: Closing,
): Promise<ExportManifest> {
  const folder = `${path}.partial-${context.processes.randomId()}`;
  try {
    await files.makeFolder(folder);
    const all: ExportedFile[] = [];
    for (const split of SPLITS) {
      const rows = plan.countOf(split);
      if (rows === 0) continue;
      for (const file of filesOf(split, rows)) {
        const at = `${folder}/${file.path}`;
        const written = await write(files, at, file, inRange(plan.rowsOf(split), file));
        if (written.rows === 0) await files.remove(at);
        else all.push({ path: file.path, split, ...written });
      }
    }
    if (all.length === 0) throw nothing();
    if (card !== undefined) {
      const text = card(all);
      await files.replace(`${folder}/README.md`, text);
      all.push({ path: 'README.md', ...digestOf(text) });
    }
    const manifest = manifestOf(all);
    await files.replace(`${folder}/${MANIFEST}`, textOf(manifest));
    await takePlace(files, folder, path, before !== undefined);
    return manifest;
  } catch (error) {
    await files.remove(folder);
    throw error;
  }
}

/** The earlier export stays, under another name, until the new one has its place; it gets it back where that fails. */
async function takePlace(
  files: Target['files'],
  folder: string,
  path: string,
  isThere: boolean,
): Promise<void> {
  const aside = folder.replace('.partial-', '.before-');
  const isAside = isThere && (await files.claimFolder(path, aside));
  if (!(await files.claimFolder(folder, path))) {
    if (isAside) await files.claimFolder(aside, path);
    throw taken(path);
  }
  if (isAside) await files.remove(aside);
}

type Written = Required<Pick<ExportedFile, 'rows' | 'bytes' | 'sha256'>>;

async function write(
  files: Target['files'],
  path: string,
  file: ExportFile,
  rows: AsyncIterable<PlannedRow>,
): Promise<Written> {
  const hash = createHash('sha256');
  const tally = { rows: 0 };
  let bytes = 0;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    let lines: Buffer[] = [];
    let length = 0;
    for await (const piece of file.write(rows, tally)) {
      const part =
        typeof piece === 'string'
          ? Buffer.from(piece)
          : Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength);
      hash.update(part);
      bytes += part.length;
      lines.push(part);
      length += part.length;
      if (length < PIECE) continue;
      yield Buffer.concat(lines);
      lines = [];
      length = 0;
    }
    yield Buffer.concat(lines);
  }
  await files.replace(path, pieces());
  return { rows: tally.rows, bytes, sha256: hash.digest('hex') };
}

/** Bytes: long enough for writes not to count. */
const PIECE = 256 * 1024;

async function* inRange(
  rows: AsyncIterable<PlannedRow>,
  { range }: ExportFile,
): AsyncGenerator<PlannedRow> {
  let at = 0;
  for await (const row of rows) {
    if (range === undefined || (at >= range.from && at < range.to)) yield row;
    at += 1;
  }
}

function digestOf(text: string): Pick<ExportedFile, 'bytes' | 'sha256'> {
  const bytes = Buffer.from(text);
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

function textOf(manifest: ExportManifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function nothing(): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: 'There is nothing to export: no answer was rejected, changed or replaced for a question that is accepted',
    remedy: 'Review more first, or choose another format.',
  });
}

function taken(path: string): CodelumiError {
  return new CodelumiError({
    reason: 'changed-meanwhile',
    what: 'Somebody wrote something into the folder meanwhile',
    place: { file: path },
    remedy: 'Name another folder.',
  });
}
