import type { KnowledgeIndex } from '../../retrieval/knowledgeIndex.js';
import { indexedEntry } from '../../snapshots/indexedEntry.js';
import type { SnapshotEntry } from '../../snapshots/snapshotEntry.js';
import type { Change } from './changes.js';
import { KnowledgeVersion } from './knowledgeVersion.js';

/** A version of which changes can be taken back for a while, without indexing it anew. */
export class RevertibleVersion {
  /** Of the version as it was left last. */
  readonly knowledge: KnowledgeIndex;
  readonly #version: KnowledgeVersion;
  #takenBack: ReadonlySet<Change> = new Set();

  constructor(version: KnowledgeVersion) {
    this.#version = version;
    this.knowledge = version.index();
  }

  /** As if these changes, and no others, had not been made; `knowledge` becomes the index of that. */
  without(changes: ReadonlySet<Change>): KnowledgeVersion {
    for (const change of this.#takenBack) if (!changes.has(change)) this.#turn(change, 'after');
    for (const change of changes) if (!this.#takenBack.has(change)) this.#turn(change, 'before');
    this.#takenBack = new Set(changes);
    return this.#versionWithout(changes);
  }

  #turn({ entries }: Change, to: 'before' | 'after'): void {
    for (const { id, [to]: entry } of entries) {
      if (entry === undefined) this.knowledge.remove(id);
      else this.knowledge.add(indexedEntry(entry));
    }
  }

  #versionWithout(changes: ReadonlySet<Change>): KnowledgeVersion {
    const { name, entries } = this.#version;
    const left = new Map<string, SnapshotEntry>(entries);
    for (const { entries: turned } of changes)
      for (const { id, before } of turned) {
        if (before === undefined) left.delete(id);
        else left.set(id, before);
      }
    return new KnowledgeVersion(name, [...left.values()]);
  }
}
