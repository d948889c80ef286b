import { createHash, type Hash } from 'node:crypto';
import type { Files } from '../ports/files.js';
import { followChain, type ReadJournal } from './journal.js';

/** A stretch from the beginning of a journal whose chain was followed without a break. */
interface Followed {
  readonly bytes: number;
  /** SHA-256 of exactly those bytes. */
  readonly digest: string;
  readonly journal: ReadJournal;
}

/** Where following goes on, and the hash of all bytes before. */
interface Start {
  readonly bytes: number;
  readonly journal: ReadJournal;
  readonly hash: Hash;
}

const EMPTY: ReadJournal = { lines: [], break: undefined };

/**
 * Reads journals and remembers what it followed, so that only what was appended since is parsed.
 * It gives exactly what `readJournal` gives: what it remembers counts only while the bytes it came
 * from still have the same hash. A journal that is what it was is given as the same object again.
 */
export class JournalMemory {
  readonly #files: Files;
  readonly #followed = new Map<string, Followed>();

  constructor(files: Files) {
    this.#files = files;
  }

  async read(path: string): Promise<ReadJournal> {
    const bytes = (await this.#files.stat(path))?.size;
    if (bytes === undefined) {
      this.#followed.delete(path);
      return EMPTY;
    }
    const { bytes: start, journal: known, hash } = await this.#start(path, bytes);
    if (start === bytes) return known;
    const journal = await followChain(path, this.#hashed(path, start, bytes, hash), known.lines);
    if (journal.break === undefined) {
      this.#followed.set(path, { bytes, digest: hash.digest('hex'), journal });
    }
    return journal;
  }

  /** Behind what is known of the journal; at its beginning where that was changed. */
  async #start(path: string, size: number): Promise<Start> {
    const known = this.#followed.get(path);
    if (known !== undefined && known.bytes <= size) {
      const hash = createHash('sha256');
      for await (const _ of this.#hashed(path, 0, known.bytes, hash));
      if (hash.copy().digest('hex') === known.digest) return { ...known, hash };
    }
    return { bytes: 0, journal: EMPTY, hash: createHash('sha256') };
  }

  async *#hashed(path: string, start: number, end: number, hash: Hash): AsyncGenerator<Uint8Array> {
    if (start === end) return;
    for await (const chunk of this.#files.readChunks(path, { start, end })) {
      hash.update(chunk);
      yield chunk;
    }
  }
}
