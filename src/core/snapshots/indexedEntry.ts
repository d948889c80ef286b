import type { IndexedEntry } from '../retrieval/bm25f/bm25fIndex.js';
import type { SnapshotEntry } from './snapshotEntry.js';

/** What an entry of a snapshot is found by, once it is in use. */
export function indexedEntry({ id, q, a, variants = [] }: SnapshotEntry): IndexedEntry {
  return { id, questions: [q, ...variants], answer: a };
}
