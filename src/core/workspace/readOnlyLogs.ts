import { CodelumiError } from '../errors.js';
import type { ByteRange, Content, FileStat, Files, FolderEntry } from '../ports/files.js';
import { readConfig } from './config.js';
import { stampOf } from './fileStamp.js';
import { matchesPath } from './pathPattern.js';
import { CONFIG_FILE, isOwnPath } from './paths.js';
import { SOURCE_KINDS } from './sources.js';

/**
 * The files of a workspace in which the logs that its settings name are only read: what a candidate
 * comes from must never be changed by who judges it. Below `userData/` the files themselves refuse.
 * What the product keeps itself is no log, whatever a pattern of the settings fits.
 */
export class ReadOnlyLogs implements Files {
  readonly root: string;
  readonly #files: Files;
  #known: { readonly stamp: string | undefined; readonly logs: readonly string[] } | undefined;

  constructor(files: Files) {
    this.#files = files;
    this.root = files.root;
  }

  stat(path: string): Promise<FileStat | undefined> {
    return this.#files.stat(path);
  }

  list(folder: string): Promise<readonly FolderEntry[]> {
    return this.#files.list(folder);
  }

  readChunks(path: string, range?: ByteRange): AsyncIterable<Uint8Array> {
    return this.#files.readChunks(path, range);
  }

  readPassing(path: string, range?: ByteRange): AsyncIterable<Uint8Array> {
    return this.#files.readPassing(path, range);
  }

  readRanges(path: string, ranges: Iterable<ByteRange>): AsyncIterable<Uint8Array> {
    return this.#files.readRanges(path, ranges);
  }

  read(path: string): Promise<Uint8Array> {
    return this.#files.read(path);
  }

  async replace(path: string, content: Content, access?: 'private'): Promise<void> {
    await this.#requireWritable(path);
    return this.#files.replace(path, content, access);
  }

  async append(path: string, content: string | Uint8Array): Promise<void> {
    await this.#requireWritable(path);
    return this.#files.append(path, content);
  }

  async truncate(path: string, size: number): Promise<void> {
    await this.#requireWritable(path);
    return this.#files.truncate(path, size);
  }

  async makeFolder(path: string): Promise<boolean> {
    return this.#files.makeFolder(path);
  }

  async claimFolder(from: string, to: string): Promise<boolean> {
    await this.#requireWritable(from);
    return this.#files.claimFolder(from, to);
  }

  async remove(path: string): Promise<void> {
    await this.#requireWritable(path);
    return this.#files.remove(path);
  }

  async #requireWritable(path: string): Promise<void> {
    const plain = plainPath(path);
    if (isOwnPath(plain)) return;
    const logs = await this.#logs();
    if (logs.some((log) => matchesPath(log, plain) || log.startsWith(`${plain}/`)))
      throw readOnlyLog(path);
  }

  /** As the settings name them; read again when the settings have changed. */
  async #logs(): Promise<readonly string[]> {
    const stamp = await stampOf(this.#files, CONFIG_FILE);
    if (this.#known === undefined || this.#known.stamp !== stamp) {
      const { sources } = await readConfig(this.#files);
      this.#known = { stamp, logs: SOURCE_KINDS.flatMap((kind) => sources[kind]) };
    }
    return this.#known.logs;
  }
}

function plainPath(path: string): string {
  const parts: string[] = [];
  for (const part of path.replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

function readOnlyLog(path: string): CodelumiError {
  return new CodelumiError({
    reason: 'not-writable',
    what: "This is one of the assistant's logs, which are only read",
    place: { file: path },
    remedy: 'Write somewhere else in the workspace, or correct sources in .codelumi/config.json.',
  });
}
