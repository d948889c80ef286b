import type { SnapshotManifest } from '../snapshotEntry.js';

/** Why a snapshot is kept. */
export type KeepReason = 'newest' | 'published' | 'deployed' | 'hotfixed';

export interface PruningPlan {
  readonly kept: readonly { readonly name: string; readonly why: KeepReason }[];
  /** Names, oldest first: whoever stops half way keeps what follows from what. */
  readonly removed: readonly string[];
}

export interface InUse {
  /** What the knowledge base is. */
  readonly published: string | undefined;
  /** What the registry names. */
  readonly deployed: ReadonlySet<string>;
}

/**
 * Which snapshots go: all but the newest, and those that something still names. A hotfix holds the lines of the snapshot
 * that it was made from, and is checked against it, so that one stays as long as the hotfix does.
 *
 * @param snapshots newest first
 * @param keep how many of the newest, at least 1
 */
export function planPruning(
  snapshots: readonly Pick<SnapshotManifest, 'name' | 'hotfix'>[],
  keep: number,
  { published, deployed }: InUse,
): PruningPlan {
  const why = new Map<string, KeepReason>();
  for (const { name } of snapshots.slice(0, Math.max(1, keep))) why.set(name, 'newest');
  for (const { name } of snapshots) {
    if (deployed.has(name)) why.set(name, why.get(name) ?? 'deployed');
    if (name === published) why.set(name, why.get(name) ?? 'published');
  }
  // Newest first: a hotfix comes before what it was made from.
  for (const { name, hotfix } of snapshots) {
    const base = hotfix?.base?.name;
    if (base !== undefined && why.has(name)) why.set(base, why.get(base) ?? 'hotfixed');
  }
  const kept = snapshots.flatMap(({ name }) => {
    const reason = why.get(name);
    return reason === undefined ? [] : [{ name, why: reason }];
  });
  const removed = snapshots.filter(({ name }) => !why.has(name)).map(({ name }) => name);
  return { kept, removed: removed.toReversed() };
}
