import type { Job } from '../job.js';
import { readGates, type SnapshotGates } from './gates.js';
import { listSnapshots } from './list.js';
import { publishedSnapshot } from './publishing/published.js';
import type { SnapshotManifest } from './snapshotEntry.js';

/** A snapshot as a list of releases shows it. */
export interface Release {
  readonly name: string;
  /** ISO 8601. */
  readonly at: string;
  readonly counts: SnapshotManifest['counts'];
  readonly signatures: { readonly signed: number; readonly of: number };
  readonly heldBack: number;
  /** What its entries came to when they were validated last, before or after it was built. */
  readonly verdict: SnapshotGates['verdict'] | undefined;
  /** What it follows. */
  readonly parent: string | undefined;
  readonly isHotfix: boolean;
  /** Whether it is what the assistant loads. */
  readonly isPublished: boolean;
}

/** All snapshots, newest first, with what became of each. Changes nothing. */
export const listReleases: Job<Record<string, never>, readonly Release[]> = async (
  _input,
  context,
) => {
  const [gates, published] = [await readGates(context), await publishedSnapshot(context)];
  return (await listSnapshots({}, context)).map((manifest): Release => {
    const { name, counts, candidates, parent, hotfix } = manifest;
    const { signed, of } = manifest.signatures ?? { signed: 0, of: candidates.length };
    return {
      name,
      at: manifest.created_at,
      counts,
      signatures: { signed, of },
      heldBack: manifest.held_back.length,
      verdict: (gates.get(manifest.sha256) ?? manifest.gates)?.verdict,
      parent: parent?.name ?? hotfix?.base?.name,
      isHotfix: hotfix !== undefined,
      isPublished: name === published,
    };
  });
};
