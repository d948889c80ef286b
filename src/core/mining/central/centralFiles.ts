import type { CentralLogs, StoredLine } from '../../ports/centralLogs.js';
import type {
  ByteRange,
  Content,
  FileKind,
  FileStat,
  Files,
  FolderEntry,
} from '../../ports/files.js';
import { LINE_FEED } from '../../records/jsonBytes.js';
import { isOwnPath } from '../../workspace/paths.js';

/** Ranges fetched by one query, and how many bytes they may add up to. */
const MOST_RANGES = 2_000;
const MOST_BYTES = 16 * 1024 * 1024;

/**
 * Logs in a table as the files that they were: whatever reads logs reads them byte by byte as if they
 * stood in the workspace. What is our own (settings, candidates, decisions) is in the workspace still, and
 * all writing goes there.
 */
export class CentralFiles implements Files {
  readonly root: string;
  readonly #own: Files;
  readonly #logs: CentralLogs;
  #sizes: Promise<ReadonlyMap<string, number>> | undefined;

  constructor(own: Files, logs: CentralLogs) {
    this.root = own.root;
    this.#own = own;
    this.#logs = logs;
  }

  async stat(path: string): Promise<FileStat | undefined> {
    if (isOwnPath(path)) return this.#own.stat(path);
    const sizes = await this.#sizesOnce();
    const size = sizes.get(path);
    if (size !== undefined) return { kind: 'file', size, modifiedMs: 0 };
    const isFolder = [...sizes.keys()].some((name) => name.startsWith(`${path}/`));
    return isFolder ? { kind: 'folder', size: 0, modifiedMs: 0 } : undefined;
  }

  async list(folder: string): Promise<readonly FolderEntry[]> {
    if (isOwnPath(folder)) return this.#own.list(folder);
    const prefix = folder === '.' ? '' : `${folder}/`;
    const kinds = new Map<string, FileKind>();
    for (const path of (await this.#sizesOnce()).keys()) {
      if (!path.startsWith(prefix)) continue;
      const [name = '', ...rest] = path.slice(prefix.length).split('/');
      if (name !== '') kinds.set(name, rest.length > 0 ? 'folder' : 'file');
    }
    const entries = [...kinds].map(([name, kind]) => ({ name, kind }));
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  async *readChunks(path: string, range?: ByteRange): AsyncGenerator<Uint8Array> {
    if (isOwnPath(path)) return yield* this.#own.readChunks(path, range);
    const size = (await this.#sizesOnce()).get(path) ?? 0;
    const start = range?.start ?? 0;
    const end = Math.min(range?.end ?? size, size);
    if (start >= end) return;
    let at = start === 0 ? 0 : await this.#logs.lineStart(path, start);
    for await (const lines of this.#logs.lines(path, { start: at, end })) {
      const pieces: Uint8Array[] = [];
      for (const line of lines) {
        // A line that was sent twice comes twice.
        if (line.byteOffset < at) continue;
        pieces.push(cut(line, { start, end }));
        at = line.byteOffset + line.byteLength + Number(line.isEnded);
      }
      yield Buffer.concat(pieces);
    }
  }

  readPassing(path: string, range?: ByteRange): AsyncIterable<Uint8Array> {
    return isOwnPath(path) ? this.#own.readPassing(path, range) : this.readChunks(path, range);
  }

  async *readRanges(path: string, ranges: Iterable<ByteRange>): AsyncGenerator<Uint8Array> {
    if (isOwnPath(path)) return yield* this.#own.readRanges(path, ranges);
    for (const some of portions(ranges)) {
      const lines = new Map<number, StoredLine>();
      const starts = [...new Set(some.map(({ start }) => start))];
      for await (const found of this.#logs.linesAt(path, starts))
        for (const line of found) lines.set(line.byteOffset, line);
      for (const range of some) yield await this.#bytesOf(path, range, lines.get(range.start));
    }
  }

  async read(path: string): Promise<Uint8Array> {
    return isOwnPath(path) ? this.#own.read(path) : joined(this.readChunks(path));
  }

  replace(path: string, content: Content, access?: 'private'): Promise<void> {
    return this.#own.replace(path, content, access);
  }

  append(path: string, content: string | Uint8Array): Promise<void> {
    return this.#own.append(path, content);
  }

  truncate(path: string, size: number): Promise<void> {
    return this.#own.truncate(path, size);
  }

  makeFolder(path: string): Promise<boolean> {
    return this.#own.makeFolder(path);
  }

  claimFolder(from: string, to: string): Promise<boolean> {
    return this.#own.claimFolder(from, to);
  }

  remove(path: string): Promise<void> {
    return this.#own.remove(path);
  }

  /** Most ranges are lines; records that share a line begin in the middle of one. */
  async #bytesOf(
    path: string,
    range: ByteRange,
    line: StoredLine | undefined,
  ): Promise<Uint8Array> {
    const length = range.end - range.start;
    if (line !== undefined && line.byteLength >= length) return line.bytes.subarray(0, length);
    return joined(this.readChunks(path, range));
  }

  /** As they were at first: what comes in meanwhile is for the next run. */
  #sizesOnce(): Promise<ReadonlyMap<string, number>> {
    this.#sizes ??= this.#logs.sizes();
    return this.#sizes;
  }
}

/** What a line, with its end, holds of a stretch of its file. */
function cut({ byteOffset, bytes, isEnded }: StoredLine, { start, end }: ByteRange): Uint8Array {
  const whole = isEnded ? Buffer.concat([bytes, Buffer.of(LINE_FEED)]) : bytes;
  return whole.subarray(Math.max(0, start - byteOffset), Math.max(0, end - byteOffset));
}

async function joined(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

function* portions(ranges: Iterable<ByteRange>): Generator<ByteRange[]> {
  let portion: ByteRange[] = [];
  let bytes = 0;
  for (const range of ranges) {
    portion.push(range);
    bytes += range.end - range.start;
    if (portion.length < MOST_RANGES && bytes < MOST_BYTES) continue;
    yield portion;
    portion = [];
    bytes = 0;
  }
  if (portion.length > 0) yield portion;
}
