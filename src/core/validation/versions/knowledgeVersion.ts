import { addToGroup } from '../../records/addToGroup.js';
import { answerFingerprint } from '../../records/fingerprint.js';
import { KnowledgeIndex } from '../../retrieval/knowledgeIndex.js';
import { indexedEntry } from '../../snapshots/indexedEntry.js';
import type { SnapshotEntry } from '../../snapshots/snapshotEntry.js';

/** The entries of a knowledge base at one time: as it stands, of a snapshot, or of what would be built. */
export class KnowledgeVersion {
  /** As people call it: a snapshot by its name. */
  readonly name: string;
  readonly entries: ReadonlyMap<string, SnapshotEntry>;
  /** By the id of an entry that is gone: the one that took its place. */
  readonly #heirs = new Map<string, string>();
  #idsByAnswer: Map<string, string[]> | undefined;

  constructor(name: string, entries: readonly SnapshotEntry[]) {
    this.name = name;
    this.entries = new Map(entries.map((entry) => [entry.id, entry]));
    for (const { id, supersedes = [] } of entries)
      for (const gone of supersedes) this.#heirs.set(gone, id);
  }

  /** Where what an id named stands now; the id itself where nothing is known of it. */
  standingId(id: string): string {
    return this.entries.has(id) ? id : (this.#heirs.get(id) ?? id);
  }

  /** The entry that took the place of one that is gone. */
  heirOf(gone: string): string | undefined {
    return this.#heirs.get(gone);
  }

  /** Ids of the entries that give an answer, whatever they are asked. */
  idsAnswering(answer: string): readonly string[] {
    if (this.#idsByAnswer === undefined) {
      this.#idsByAnswer = new Map();
      for (const { id, a } of this.entries.values())
        addToGroup(this.#idsByAnswer, answerFingerprint(a), id);
    }
    return this.#idsByAnswer.get(answerFingerprint(answer)) ?? [];
  }

  index(): KnowledgeIndex {
    return new KnowledgeIndex([...this.entries.values()].map(indexedEntry));
  }
}
