import { createReadStream, type Stats } from 'node:fs';
import {
  type FileHandle,
  mkdir,
  open,
  readdir,
  readFile,
  rename,
  rm,
  stat,
  truncate,
} from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type {
  ByteRange,
  Content,
  FileKind,
  FileStat,
  Files,
  FolderEntry,
} from '../core/ports/files.js';
import { syncFolder, writeAll, writeAtomically } from './atomicWrite.js';
import { errorCode, explain } from './fileErrors.js';
import { Roots } from './roots.js';

/** Large enough that system calls do not count, small enough for memory not to. */
const CHUNK_BYTES = 256 * 1024;

/** Of what is only passed, more at once: each piece goes through another thread. */
const PASSING_BYTES = 1024 * 1024;

const WHOLE_FILE: ByteRange = { start: 0, end: Number.MAX_SAFE_INTEGER };

/** Reading this much for nothing costs less than reading once more. */
const SMALL_GAP_BYTES = 16 * 1024;

/** The Files port over a folder of this machine. */
export class WorkspaceFiles implements Files {
  readonly root: string;
  readonly #roots: Roots;

  /** @param userData absolute path of what is read as `userData/`, where that is elsewhere */
  constructor(root: string, userData?: string) {
    this.root = root;
    this.#roots = new Roots(root, userData);
  }

  /** The absolute path of something that may be read. @throws CodelumiError as the port's methods */
  locate(path: string): Promise<string> {
    return this.#run(path, 'reading', async (absolute) => absolute);
  }

  stat(path: string): Promise<FileStat | undefined> {
    return this.#run(path, 'reading', async (absolute) => {
      const found = await statIfThere(absolute);
      if (found === undefined) return undefined;
      return { kind: kindOf(found), size: found.size, modifiedMs: found.mtimeMs };
    });
  }

  list(folder: string): Promise<readonly FolderEntry[]> {
    return this.#run(folder, 'reading', async (absolute) => {
      const entries = await ifThere(readdir(absolute, { withFileTypes: true }));
      const named: FolderEntry[] = [];
      for (const entry of entries ?? []) {
        const { name } = entry;
        const kind = entry.isSymbolicLink() ? await this.#linkedKind(folder, name) : kindOf(entry);
        named.push({ name, kind });
      }
      const elsewhere = this.#roots.shownIn(folder);
      const others = named.filter(({ name }) => name !== elsewhere);
      if (elsewhere !== undefined) others.push({ name: elsewhere, kind: 'folder' });
      return others.sort((a, b) => (a.name < b.name ? -1 : 1));
    });
  }

  /** A link to a file inside is that file. One that leads nowhere or out is something else, as is one to a folder: it may lead in a circle. */
  async #linkedKind(folder: string, name: string): Promise<FileKind> {
    try {
      const found = await stat(await this.#roots.locate(join(folder, name), 'reading'));
      return found.isFile() ? 'file' : 'other';
    } catch {
      return 'other'; // Whoever opens it by its name is told why it cannot be read.
    }
  }

  async *readChunks(path: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
    try {
      const absolute = await this.#roots.locate(path, 'reading');
      if (range !== undefined && range.end <= range.start) return;
      // createReadStream counts the last byte in; the port counts it out.
      const bounds = range === undefined ? {} : { start: range.start, end: range.end - 1 };
      yield* createReadStream(absolute, { highWaterMark: CHUNK_BYTES, ...bounds });
    } catch (error) {
      throw explain(error, path, 'reading');
    }
  }

  async *readPassing(path: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
    try {
      const file = await open(await this.#roots.locate(path, 'reading'), 'r');
      yield* passingChunks(file, range ?? WHOLE_FILE);
    } catch (error) {
      throw explain(error, path, 'reading');
    }
  }

  async *readRanges(path: string, ranges: Iterable<ByteRange>): AsyncGenerator<Uint8Array> {
    try {
      const file = await open(await this.#roots.locate(path, 'reading'), 'r');
      try {
        for (const { start, end, parts } of neighbours(ranges)) {
          const buffer = Buffer.allocUnsafe(end - start);
          const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
          const read = buffer.subarray(0, bytesRead);
          for (const part of parts) yield read.subarray(part.start - start, part.end - start);
        }
      } finally {
        await file.close();
      }
    } catch (error) {
      throw explain(error, path, 'reading');
    }
  }

  read(path: string): Promise<Uint8Array> {
    return this.#run(path, 'reading', (absolute) => readFile(absolute));
  }

  replace(path: string, content: Content, access?: 'private'): Promise<void> {
    return this.#run(path, 'writing', (absolute) => writeAtomically(absolute, content, access));
  }

  append(path: string, content: string | Uint8Array): Promise<void> {
    return this.#run(path, 'writing', async (absolute) => {
      const isNew = (await statIfThere(absolute)) === undefined;
      await mkdir(dirname(absolute), { recursive: true });
      const file = await open(absolute, 'a');
      try {
        await writeAll(file, Buffer.from(content));
        await file.sync();
      } finally {
        await file.close();
      }
      if (isNew) await syncFolder(dirname(absolute));
    });
  }

  truncate(path: string, size: number): Promise<void> {
    return this.#run(path, 'writing', async (absolute) => {
      await truncate(absolute, size);
      const file = await open(absolute, 'r+');
      try {
        await file.sync();
      } finally {
        await file.close();
      }
    });
  }

  makeFolder(path: string): Promise<boolean> {
    return this.#run(path, 'writing', async (absolute) => {
      await mkdir(dirname(absolute), { recursive: true });
      try {
        await mkdir(absolute);
        return true;
      } catch (error) {
        if (errorCode(error) === 'EEXIST') return false;
        throw error;
      }
    });
  }

  async claimFolder(from: string, to: string): Promise<boolean> {
    const target = await this.#roots.locate(to, 'writing');
    return this.#run(from, 'writing', async (absolute) => {
      try {
        await rename(absolute, target);
        return true;
      } catch (error) {
        if (isTaken(error)) return false;
        throw error;
      }
    });
  }

  remove(path: string): Promise<void> {
    return this.#run(path, 'writing', (absolute) => rm(absolute, { recursive: true, force: true }));
  }

  async #run<T>(
    path: string,
    doing: 'reading' | 'writing',
    work: (absolute: string) => Promise<T>,
  ): Promise<T> {
    try {
      return await work(await this.#roots.locate(path, doing));
    } catch (error) {
      throw explain(error, path, doing);
    }
  }
}

/** The system reads into one piece of memory while the other one is looked at. Closes the file. */
async function* passingChunks(
  file: FileHandle,
  { start, end }: ByteRange,
): AsyncGenerator<Uint8Array> {
  let [current, other] = [Buffer.allocUnsafe(PASSING_BYTES), Buffer.allocUnsafe(PASSING_BYTES)];
  const readInto = (chunk: Buffer, at: number) =>
    file.read(chunk, 0, Math.max(0, Math.min(chunk.length, end - at)), at);
  let at = start;
  let reading = readInto(current, at);
  try {
    for (;;) {
      const { bytesRead } = await reading;
      if (bytesRead === 0) return;
      at += bytesRead;
      reading = readInto(other, at);
      reading.catch(() => {}); // Who waits for it is told, and nobody does once the reader has left.
      yield current.subarray(0, bytesRead);
      [current, other] = [other, current];
    }
  } finally {
    await reading.catch(() => {});
    await file.close();
  }
}

interface Neighbours extends ByteRange {
  readonly parts: readonly ByteRange[];
}

/** Ranges that lie close together, to be read at once: tens of thousands of small reads are slow. */
function* neighbours(ranges: Iterable<ByteRange>): Generator<Neighbours> {
  let open: { start: number; end: number; parts: ByteRange[] } | undefined;
  for (const range of ranges) {
    const { start, end } = range;
    const isNear =
      open !== undefined &&
      start >= open.start &&
      start - open.end <= SMALL_GAP_BYTES &&
      end - open.start <= CHUNK_BYTES;
    if (open !== undefined && isNear) {
      open.parts.push(range);
      open.end = Math.max(open.end, end);
    } else {
      if (open !== undefined) yield open;
      open = { start, end, parts: [range] };
    }
  }
  if (open !== undefined) yield open;
}

/** How the systems say that a folder of that name is there, or that the one to rename is not. */
function isTaken(error: unknown): boolean {
  const code = errorCode(error) ?? '';
  if (['ENOTEMPTY', 'EEXIST', 'ENOENT'].includes(code)) return true;
  return process.platform === 'win32' && ['EPERM', 'EACCES'].includes(code);
}

function statIfThere(absolute: string): Promise<Stats | undefined> {
  return ifThere(stat(absolute));
}

async function ifThere<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if (errorCode(error) === 'ENOENT' || errorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}

function kindOf(found: { isFile(): boolean; isDirectory(): boolean }): FileKind {
  if (found.isFile()) return 'file';
  return found.isDirectory() ? 'folder' : 'other';
}
