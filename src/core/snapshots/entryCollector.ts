import { fingerprintOf } from '../records/fingerprint.js';
import { derivedKbId } from '../retrieval/knowledgeBase.js';
import { inOrder, type SnapshotEntry } from './snapshotEntry.js';

/** Of entries that are collected again and again, as whoever previews changes does. */
const fingerprints = new WeakMap<SnapshotEntry, string>();

function fingerprintOfEntry(entry: SnapshotEntry): string {
  const known = fingerprints.get(entry);
  if (known !== undefined) return known;
  const fingerprint = fingerprintOf({ query: entry.q, assistant_output: entry.a });
  fingerprints.set(entry, fingerprint);
  return fingerprint;
}

/** Entries by the id they have in the snapshot; the same question and answer stands once. */
export class EntryCollector {
  readonly #byId = new Map<string, SnapshotEntry>();
  /** The id under which a question and answer stands. */
  readonly #ids = new Map<string, string>();
  /** The candidate that an entry of the knowledge base was learned from, by the entry's id. */
  readonly #learnedFrom = new Map<string, string>();
  duplicates = 0;
  learnedAgain = 0;
  renamed = 0;

  get size(): number {
    return this.#byId.size;
  }

  /** @returns the id under which this question and answer stands */
  add(entry: SnapshotEntry): string {
    const fingerprint = fingerprintOfEntry(entry);
    const standing = this.#ids.get(fingerprint);
    if (standing !== undefined) {
      this.duplicates += 1;
      return standing;
    }
    const id = this.#idFor(entry);
    this.#ids.set(fingerprint, id);
    this.#byId.set(id, id === entry.id ? entry : { ...entry, id });
    return id;
  }

  /** @param learnedFrom the candidate from which a published snapshot brought it into the knowledge base */
  addKnown(entry: SnapshotEntry, learnedFrom: string | undefined): string {
    const id = this.add(entry);
    if (learnedFrom !== undefined) this.#learnedFrom.set(id, learnedFrom);
    return id;
  }

  /** What a published snapshot brought into the knowledge base is there because it was accepted, and so it stays said. */
  addLearned(entry: SnapshotEntry, candidate: string): string {
    const id = this.idOf(entry.q, entry.a);
    if (id === undefined || this.#learnedFrom.get(id) !== candidate) return this.add(entry);
    this.replace(inOrder({ ...this.get(id), ...entry, id }));
    this.learnedAgain += 1;
    return id;
  }

  get(id: string): SnapshotEntry | undefined {
    return this.#byId.get(id);
  }

  /** The id under which a question and answer stands. */
  idOf(query: string, assistant_output: string): string | undefined {
    return this.#ids.get(fingerprintOf({ query, assistant_output }));
  }

  replace(entry: SnapshotEntry): void {
    this.#byId.set(entry.id, entry);
  }

  remove(id: string): void {
    this.#byId.delete(id);
  }

  inOrder(): SnapshotEntry[] {
    return [...this.#byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1));
  }

  #idFor(entry: SnapshotEntry): string {
    if (!this.#byId.has(entry.id)) return entry.id;
    this.renamed += 1;
    return this.#freeId(derivedKbId({ question: entry.q, answer: entry.a }));
  }

  /** An entry that took a derived id must not push out the one it was derived for. */
  #freeId(derived: string): string {
    let id = derived;
    for (let number = 2; this.#byId.has(id); number += 1) id = `${derived}-${number}`;
    return id;
  }
}
