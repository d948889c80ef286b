import type { SnapshotManifest } from './snapshotEntry.js';

/** The snapshot before it, where that holds the very same bytes; whoever waited for a change should hear of it. */
export function sameAsParent({ parent, sha256 }: SnapshotManifest): string | undefined {
  return parent?.sha256 === sha256 ? parent.name : undefined;
}
