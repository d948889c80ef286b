import type { Files } from '../ports/files.js';
import type { Problem } from '../workspace/candidateFiles.js';
import { stampsOf } from '../workspace/fileStamp.js';

/** What some journals of a day say of each candidate. */
interface ByCandidate<Item> {
  readonly of: ReadonlyMap<string, readonly Item[]>;
  readonly problems: readonly Problem[];
}

interface Source<Item> {
  /** Paths of the journals. */
  readonly journals: () => Promise<string[]>;
  readonly read: () => Promise<ByCandidate<Item>>;
}

/** The lines of one day's journals in memory, for journals that only grow; read again when one changed. */
export class MemoryByCandidate<Item> {
  readonly #files: Files;
  readonly #source: Source<Item>;
  #stamp = '';
  #read: ByCandidate<Item> = { of: new Map(), problems: [] };

  constructor(files: Files, source: Source<Item>) {
    this.#files = files;
    this.#source = source;
  }

  get problems(): readonly Problem[] {
    return this.#read.problems;
  }

  of(candidate: string): readonly Item[] | undefined {
    return this.#read.of.get(candidate);
  }

  /** @returns the candidates for which there are others now than before */
  async refresh(): Promise<string[]> {
    const stamp = await stampsOf(this.#files, await this.#source.journals());
    if (stamp === this.#stamp) return [];
    const before = this.#read.of;
    this.#read = await this.#source.read();
    this.#stamp = stamp;
    const { of } = this.#read;
    const ids = new Set([...before.keys(), ...of.keys()]);
    // Not by how many: one may have gone as another came.
    return [...ids].filter((id) => JSON.stringify(before.get(id)) !== JSON.stringify(of.get(id)));
  }
}
