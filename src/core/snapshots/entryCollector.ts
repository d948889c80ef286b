import { fingerprintOf } from '../records/fingerprint.js';
import { derivedKbId } from '../retrieval/knowledgeBase.js';
import { DigestTable } from './digestTable.js';
import { inOrder, type SnapshotEntry } from './snapshotEntry.js';

/** An entry, or the number of where it can be read again. */
export type Held = SnapshotEntry | number;

/** Of entries that are collected again and again, as whoever previews changes does. */
const fingerprints = new WeakMap<SnapshotEntry, string>();

function fingerprintOfHeld(entry: SnapshotEntry): string {
  const known = fingerprints.get(entry);
  if (known !== undefined) return known;
  const fingerprint = fingerprintOfEntry(entry);
  fingerprints.set(entry, fingerprint);
  return fingerprint;
}

function fingerprintOfEntry({ q, a }: SnapshotEntry): string {
  return fingerprintOf({ query: q, assistant_output: a });
}

/**
 * Entries by the id they have in the snapshot; the same question and answer stands once. Of an entry that is not held
 * itself, id and fingerprint are kept, and a number that says where it is: a million of them fit into memory.
 */
export class EntryCollector {
  /** The slot of an entry, by its id. */
  readonly #byId = new Map<string, number>();
  readonly #ids: string[] = [];
  readonly #held: Held[] = [];
  /** The slot in which a question and answer stands, by its fingerprint. */
  readonly #standing = new DigestTable();
  /** The candidate that an entry of the knowledge base was learned from, by the entry's id. */
  readonly #learnedFrom = new Map<string, string>();
  duplicates = 0;
  learnedAgain = 0;
  renamed = 0;

  get size(): number {
    return this.#byId.size;
  }

  /**
   * @param place asked for where it is to be read again, if it is new; left out: the entry itself is held
   * @returns the id under which this question and answer stands
   */
  add(entry: SnapshotEntry, place?: () => number): string {
    const fingerprint = place === undefined ? fingerprintOfHeld(entry) : fingerprintOfEntry(entry);
    const standing = this.#standing.get(fingerprint);
    if (standing !== undefined) {
      this.duplicates += 1;
      return this.#idAt(standing);
    }
    const id = this.#idFor(entry);
    const slot = this.#ids.push(id) - 1;
    this.#standing.add(fingerprint, slot);
    this.#byId.set(id, slot);
    this.#held.push(place?.() ?? (id === entry.id ? entry : { ...entry, id }));
    return id;
  }

  /** @param learnedFrom the candidate from which a published snapshot brought it into the knowledge base */
  addKnown(entry: SnapshotEntry, learnedFrom: string | undefined, place?: () => number): string {
    const id = this.add(entry, place);
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

  /** @throws Error for one that stands elsewhere: whoever collects has to fetch it first */
  get(id: string): SnapshotEntry | undefined {
    const held = this.heldAs(id);
    if (typeof held === 'number') throw new Error(`the entry ${id} was not read again`);
    return held;
  }

  /** What is held of an entry; undefined where there is none. */
  heldAs(id: string): Held | undefined {
    const slot = this.#byId.get(id);
    return slot === undefined ? undefined : this.#held[slot];
  }

  /** The id under which a question and answer stands. */
  idOf(query: string, assistant_output: string): string | undefined {
    const slot = this.#standing.get(fingerprintOf({ query, assistant_output }));
    return slot === undefined ? undefined : this.#idAt(slot);
  }

  /** Of an entry that is there. */
  replace(entry: SnapshotEntry): void {
    const slot = this.#byId.get(entry.id);
    if (slot !== undefined) this.#held[slot] = entry;
  }

  remove(id: string): void {
    this.#byId.delete(id);
  }

  /** In canonical order: by id, as code units compare. */
  *inOrder(): Generator<{ readonly id: string; readonly held: Held }> {
    const slots = Uint32Array.from(this.#byId.values());
    slots.sort((a, b) => (this.#idAt(a) < this.#idAt(b) ? -1 : 1));
    for (const slot of slots) {
      const held = this.#held[slot];
      if (held !== undefined) yield { id: this.#idAt(slot), held };
    }
  }

  #idAt(slot: number): string {
    return this.#ids[slot] ?? '';
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
