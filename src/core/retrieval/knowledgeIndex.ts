import type { Hit } from './bm25f/bestHits.js';
import { Bm25fIndex, type IndexedEntry } from './bm25f/bm25fIndex.js';

/** Entries of a knowledge base, found by BM25F, with their texts at hand. */
export class KnowledgeIndex {
  readonly index = new Bm25fIndex();
  readonly #entries = new Map<string, IndexedEntry>();
  #revision = 0;

  /** @param entries of which a later one takes the place of an earlier one with the same id */
  constructor(entries: Iterable<IndexedEntry>) {
    for (const entry of entries) this.add(entry);
  }

  get size(): number {
    return this.#entries.size;
  }

  /** Another number after each change: what was worked out of an earlier one may not hold any more. */
  get revision(): number {
    return this.#revision;
  }

  /** Takes the place of an entry with the same id. */
  add(entry: IndexedEntry): void {
    this.#revision += 1;
    this.index.add(entry);
    this.#entries.set(entry.id, entry);
  }

  /** @returns whether there was such an entry */
  remove(id: string): boolean {
    this.#revision += 1;
    this.#entries.delete(id);
    return this.index.remove(id);
  }

  entry(id: string): IndexedEntry | undefined {
    return this.#entries.get(id);
  }

  entries(): IterableIterator<IndexedEntry> {
    return this.#entries.values();
  }

  /** The best `limit` entries that share a term with the query, best first. */
  search(query: string, limit: number): Hit[] {
    return this.index.search(query, limit);
  }
}
