import { CodelumiError } from '../../../../src/core/errors.js';
import type {
  ByteRange,
  Content,
  FileStat,
  Files,
  FolderEntry,
} from '../../../../src/core/ports/files.js';
import { explain } from '../../../../src/node/fileErrors.js';

/** Small, so that lines cross the borders of what is read. */
const CHUNK_BYTES = 4_096;

interface Stored {
  readonly bytes: Buffer;
  readonly modifiedMs: number;
}

/** As the system would refuse it, in the words of the port on Node. */
export function systemError(code: string, path: string, doing: 'reading' | 'writing'): unknown {
  return explain(Object.assign(new Error(`${code}: ${path}`), { code }), path, doing);
}

/**
 * The Files port over memory, with the promises of the one on disk: `replace` is whole or not at all, folders are claimed
 * by one. A copy costs next to nothing, so that each case of a torment has a workspace of its own.
 */
export class MemoryFiles implements Files {
  readonly root = '/torture';
  readonly #files: Map<string, Stored>;
  readonly #folders = new Set<string>();
  readonly #now: () => number;

  constructor(files: ReadonlyMap<string, Buffer>, now: () => number) {
    this.#now = now;
    this.#files = new Map([...files].map(([path, bytes]) => [path, { bytes, modifiedMs: now() }]));
  }

  /** Everything that is there now. */
  contents(): Map<string, Buffer> {
    return new Map([...this.#files].map(([path, { bytes }]) => [path, bytes]));
  }

  put(path: string, bytes: Uint8Array): void {
    this.#files.set(path, { bytes: Buffer.from(bytes), modifiedMs: this.#now() });
  }

  async stat(path: string): Promise<FileStat | undefined> {
    inside(path);
    const found = this.#files.get(path);
    if (found !== undefined)
      return { kind: 'file', size: found.bytes.length, modifiedMs: found.modifiedMs };
    return this.#isFolder(path)
      ? { kind: 'folder', size: 0, modifiedMs: this.#age(path) }
      : undefined;
  }

  async list(folder: string): Promise<readonly FolderEntry[]> {
    inside(folder);
    if (this.#files.has(folder)) return [];
    const start = folder === '' ? '' : `${folder}/`;
    const entries = new Map<string, FolderEntry>();
    const paths = [...this.#files.keys(), ...[...this.#folders].map((each) => `${each}/`)];
    for (const path of paths) {
      if (!path.startsWith(start) || path === start) continue;
      const [name = '', ...rest] = path.slice(start.length).split('/');
      const kind = rest.length > 0 ? 'folder' : 'file';
      entries.set(name, { name, kind });
    }
    return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async *readChunks(path: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
    const bytes = this.#bytesOf(path);
    const end = Math.min(range?.end ?? bytes.length, bytes.length);
    for (let at = range?.start ?? 0; at < end; at += CHUNK_BYTES)
      yield bytes.subarray(at, Math.min(at + CHUNK_BYTES, end));
  }

  async *readPassing(path: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
    for await (const chunk of this.readChunks(path, range)) {
      const passing = Uint8Array.from(chunk);
      yield passing;
      passing.fill(0x58); // Whoever still looks at it sees something else.
    }
  }

  async *readRanges(path: string, ranges: Iterable<ByteRange>): AsyncGenerator<Uint8Array> {
    const bytes = this.#bytesOf(path);
    for (const { start, end } of ranges) yield bytes.subarray(start, end);
  }

  async read(path: string): Promise<Uint8Array> {
    return Buffer.from(this.#bytesOf(path));
  }

  async replace(path: string, content: Content): Promise<void> {
    const bytes = await bytesIn(content);
    this.#requireFile(path);
    this.put(path, bytes);
  }

  async append(path: string, content: string | Uint8Array): Promise<void> {
    this.#requireFile(path);
    const before = this.#files.get(path)?.bytes ?? Buffer.alloc(0);
    this.put(path, Buffer.concat([before, Buffer.from(content)]));
  }

  async truncate(path: string, size: number): Promise<void> {
    this.put(path, this.#bytesOf(path).subarray(0, size));
  }

  async makeFolder(path: string): Promise<boolean> {
    this.#requireFile(`${path}/new`);
    if (this.#files.has(path) || this.#isFolder(path)) return false;
    this.#folders.add(path);
    return true;
  }

  async claimFolder(from: string, to: string): Promise<boolean> {
    inside(from);
    inside(to);
    if (!this.#isFolder(from) || this.#below(to).length > 0) return false;
    for (const path of this.#below(from)) {
      const stored = this.#files.get(path);
      this.#files.delete(path);
      if (stored !== undefined) this.#files.set(`${to}${path.slice(from.length)}`, stored);
    }
    this.#folders.delete(from);
    this.#folders.add(to);
    return true;
  }

  async remove(path: string): Promise<void> {
    inside(path);
    for (const each of [path, ...this.#below(path)]) this.#files.delete(each);
    for (const each of [...this.#folders])
      if (each === path || each.startsWith(`${path}/`)) this.#folders.delete(each);
  }

  #below(folder: string): string[] {
    return [...this.#files.keys()].filter((path) => path.startsWith(`${folder}/`));
  }

  #isFolder(path: string): boolean {
    if (path === '' || this.#folders.has(path)) return true;
    for (const each of this.#files.keys()) if (each.startsWith(`${path}/`)) return true;
    return false;
  }

  /** Of the newest file in it. */
  #age(folder: string): number {
    const times = this.#below(folder).map((path) => this.#files.get(path)?.modifiedMs ?? 0);
    return times.length === 0 ? this.#now() : Math.max(...times);
  }

  #bytesOf(path: string): Buffer {
    inside(path);
    const found = this.#files.get(path);
    if (found !== undefined) return found.bytes;
    throw systemError(this.#isFolder(path) ? 'EISDIR' : 'ENOENT', path, 'reading');
  }

  /** A file may be written there. */
  #requireFile(path: string): void {
    inside(path);
    if (this.#isFolder(path)) throw systemError('EISDIR', path, 'writing');
    const parts = path.split('/');
    for (let length = 1; length < parts.length; length += 1) {
      if (this.#files.has(parts.slice(0, length).join('/')))
        throw systemError('ENOTDIR', path, 'writing');
    }
  }
}

function inside(path: string): void {
  if (!path.startsWith('/') && !path.split('/').includes('..') && !path.includes('\0')) return;
  throw new CodelumiError({
    reason: 'outside-workspace',
    what: 'This path leads out of the workspace',
    place: { file: path },
    remedy: 'Name one inside of it.',
  });
}

async function bytesIn(content: Content): Promise<Buffer> {
  if (typeof content === 'string') return Buffer.from(content);
  if (content instanceof Uint8Array) return Buffer.from(content);
  const pieces: Buffer[] = [];
  for await (const piece of content) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}
