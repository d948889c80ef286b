import { rankKnowledge } from '../../reranking/rankKnowledge.js';
import type { Reranker } from '../../reranking/reranker.js';
import type { Hit } from '../../retrieval/bm25f/bestHits.js';
import { KnowledgeIndex } from '../../retrieval/knowledgeIndex.js';
import { indexedEntry } from '../../snapshots/indexedEntry.js';
import type { SnapshotEntry } from '../../snapshots/snapshotEntry.js';
import type { OpenReranker } from '../versions/rerankerChoice.js';

/** An index that goes from one list of entries to another by what differs, and then is as if made for that list. */
export class EntryIndex {
  readonly #knowledge = new KnowledgeIndex([]);
  #held: ReadonlyMap<string, SnapshotEntry> = new Map();

  /** @returns how many entries had to come, go or change */
  become(entries: readonly SnapshotEntry[]): number {
    const wanted = new Map(entries.map((entry) => [entry.id, entry]));
    let changes = 0;
    for (const id of this.#held.keys()) {
      if (wanted.has(id)) continue;
      this.#knowledge.remove(id);
      changes += 1;
    }
    for (const [id, entry] of wanted) {
      const held = this.#held.get(id);
      if (held !== undefined && isFoundAlike(held, entry)) continue;
      this.#knowledge.add(indexedEntry(entry));
      changes += 1;
    }
    this.#held = wanted;
    return changes;
  }

  entry(id: string): SnapshotEntry | undefined {
    return this.#held.get(id);
  }

  search(query: string, limit: number): Hit[] {
    return this.#knowledge.search(query, limit);
  }

  /** Opens a reranker of these entries, which follows their changes. */
  open(openReranker: OpenReranker): Promise<Reranker | undefined> {
    return openReranker(this.#knowledge);
  }

  /** The same as a reranker orders them. */
  rank(query: string, limit: number, reranker: Reranker): Promise<Hit[]> {
    return rankKnowledge(this.#knowledge, query, { limit, reranker });
  }
}

function isFoundAlike(one: SnapshotEntry, other: SnapshotEntry): boolean {
  if (one === other) return true;
  const [first = [], second = []] = [one.variants, other.variants];
  const isAskedAlike =
    first.length === second.length && first.every((variant, place) => variant === second[place]);
  return isAskedAlike && one.q === other.q && one.a === other.a;
}
