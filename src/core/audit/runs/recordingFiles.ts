import { createHash } from 'node:crypto';
import type { ByteRange, Content, FileStat, Files, FolderEntry } from '../../ports/files.js';
import { isOwnPath, LOCAL_FOLDER } from '../../workspace/paths.js';
import type { FileChange, SourceRead } from '../journal/auditEntry.js';

/** A directory of logs may hold any number of files; an entry stays small. */
const MOST_LISTED = 500;

/**
 * The files of a workspace, and a note of what somebody does with them: which logs and files of the knowledge base are
 * read, and which files are changed from what to what. What belongs to this clone alone is left out.
 */
export class RecordingFiles implements Files {
  readonly root: string;
  readonly #files: Files;
  readonly #read = new Map<string, number>();
  readonly #before = new Map<string, string | null>();

  constructor(files: Files) {
    this.root = files.root;
    this.#files = files;
  }

  /** What was read of the logs, the knowledge base and `training/`, by name. */
  get reads(): { readonly read: readonly SourceRead[]; readonly omitted: number } {
    const all = [...this.#read].map(([file, size]) => ({ file, size }));
    all.sort((a, b) => (a.file < b.file ? -1 : 1));
    return { read: all.slice(0, MOST_LISTED), omitted: Math.max(0, all.length - MOST_LISTED) };
  }

  /** What was written, as it is now; files whose bytes are what they were are left out. */
  async changes(): Promise<FileChange[]> {
    const changes: FileChange[] = [];
    for (const [file, before] of this.#before) {
      const after = await digestOf(this.#files, file);
      if (after !== before) changes.push({ file, before, after });
    }
    return changes;
  }

  stat(path: string): Promise<FileStat | undefined> {
    return this.#files.stat(path);
  }

  list(folder: string): Promise<readonly FolderEntry[]> {
    return this.#files.list(folder);
  }

  async *readChunks(path: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
    await this.#noteRead(path);
    yield* this.#files.readChunks(path, range);
  }

  async *readPassing(path: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
    await this.#noteRead(path);
    yield* this.#files.readPassing(path, range);
  }

  async *readRanges(path: string, ranges: Iterable<ByteRange>): AsyncGenerator<Uint8Array> {
    await this.#noteRead(path);
    yield* this.#files.readRanges(path, ranges);
  }

  async read(path: string): Promise<Uint8Array> {
    await this.#noteRead(path);
    return this.#files.read(path);
  }

  async replace(path: string, content: Content, access?: 'private'): Promise<void> {
    await this.#noteChange(path);
    await this.#files.replace(path, content, access);
  }

  async append(path: string, content: string | Uint8Array): Promise<void> {
    await this.#noteChange(path);
    await this.#files.append(path, content);
  }

  async truncate(path: string, size: number): Promise<void> {
    await this.#noteChange(path);
    await this.#files.truncate(path, size);
  }

  makeFolder(path: string): Promise<boolean> {
    return this.#files.makeFolder(path);
  }

  claimFolder(from: string, to: string): Promise<boolean> {
    return this.#files.claimFolder(from, to);
  }

  async remove(path: string): Promise<void> {
    if ((await this.#files.stat(path))?.kind === 'file') await this.#noteChange(path);
    await this.#files.remove(path);
  }

  async #noteRead(path: string): Promise<void> {
    if (this.#read.has(path) || !isSource(path)) return;
    const size = (await this.#files.stat(path))?.size;
    if (size !== undefined) this.#read.set(path, size);
  }

  async #noteChange(path: string): Promise<void> {
    if (this.#before.has(path) || path.startsWith(`${LOCAL_FOLDER}/`)) return;
    this.#before.set(path, await digestOf(this.#files, path));
  }
}

/** Files of Git's that setting up looks into; nobody learns from them. */
const OF_GIT = new Set(['.gitattributes', '.gitignore']);

function isSource(path: string): boolean {
  if (OF_GIT.has(path)) return false;
  return path.startsWith('training/') || !isOwnPath(path);
}

async function digestOf(files: Files, path: string): Promise<string | null> {
  if ((await files.stat(path))?.kind !== 'file') return null;
  const hash = createHash('sha256');
  for await (const chunk of files.readPassing(path)) hash.update(chunk);
  return hash.digest('hex');
}
