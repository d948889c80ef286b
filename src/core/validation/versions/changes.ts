import { addToGroup } from '../../records/addToGroup.js';
import type { Acceptance, SnapshotEntry } from '../../snapshots/snapshotEntry.js';
import type { KnowledgeVersion } from './knowledgeVersion.js';

/** An entry that is found differently in two versions. */
interface EntryChange {
  readonly id: string;
  /** undefined: it is new. */
  readonly before: SnapshotEntry | undefined;
  /** undefined: it is gone. */
  readonly after: SnapshotEntry | undefined;
}

/**
 * What differs between two versions for one reason: an acceptance, several that one entry has in common, or none, where
 * somebody changed the knowledge base itself.
 */
export interface Change {
  readonly entries: readonly EntryChange[];
  /** Who is behind it, by candidate; empty: no candidate is. */
  readonly acceptances: readonly Acceptance[];
}

/**
 * Everything that can be taken back by itself, in the order of ids. A candidate that takes an entry's place is one
 * change with the entry that is gone; candidates that were merged into one entry cannot be told apart there.
 */
export function changesBetween(before: KnowledgeVersion, after: KnowledgeVersion): Change[] {
  const ids = [...new Set([...before.entries.keys(), ...after.entries.keys()])].sort();
  const changed = ids
    .map((id) => ({ id, before: before.entries.get(id), after: after.entries.get(id) }))
    .filter(isFoundDifferently);
  const groups = new Groups();
  for (const change of changed) {
    groups.join(change.id, change.id);
    for (const { candidate } of acceptancesBehind(change)) groups.join(change.id, candidate);
    const heir = change.after === undefined ? after.heirOf(change.id) : undefined;
    if (heir !== undefined) groups.join(change.id, heir);
  }
  const byGroup = new Map<string, EntryChange[]>();
  for (const change of changed) addToGroup(byGroup, groups.of(change.id), change);
  return [...byGroup.values()].map((entries) => {
    const behind = new Map(
      entries.flatMap(acceptancesBehind).map((each) => [each.candidate, each]),
    );
    return { entries, acceptances: [...behind].sort(byKey).map(([, each]) => each) };
  });
}

function isFoundDifferently({ before, after }: EntryChange): boolean {
  return !isFoundAlike(before, after);
}

/** Whether question, variants and answer are the same, or neither is there. */
export function isFoundAlike(
  one: SnapshotEntry | undefined,
  other: SnapshotEntry | undefined,
): boolean {
  const found = (entry: SnapshotEntry | undefined) =>
    entry && JSON.stringify([entry.q, entry.a, entry.variants ?? []]);
  return found(one) === found(other);
}

/** The acceptances that an entry has and did not have before. */
function acceptancesBehind({ before, after }: EntryChange): Acceptance[] {
  const known = new Set(acceptancesOf(before).map(({ candidate }) => candidate));
  return acceptancesOf(after).filter(({ candidate }) => !known.has(candidate));
}

function acceptancesOf(entry: SnapshotEntry | undefined): Acceptance[] {
  if (entry === undefined) return [];
  const { origin, merged = [] } = entry;
  return 'candidate' in origin ? [origin, ...merged] : [...merged];
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}

/** Names that belong together (union-find). */
class Groups {
  readonly #parents = new Map<string, string>();

  of(name: string): string {
    let root = name;
    for (;;) {
      const parent = this.#parents.get(root) ?? root;
      if (parent === root) return root;
      root = parent;
    }
  }

  join(one: string, other: string): void {
    this.#parents.set(this.of(other), this.of(one));
  }
}
