import type { JobContext } from '../../job.js';
import type { Releases } from '../../registry/readReleases.js';
import { prodOf } from '../../registry/rolloutState.js';
import { listSnapshots } from '../../snapshots/list.js';
import { publishedSnapshot } from '../../snapshots/publishing/published.js';
import type { SnapshotManifest } from '../../snapshots/snapshotEntry.js';

export interface ReleasedCandidates {
  /** Newest first. */
  readonly snapshots: readonly SnapshotManifest[];
  /** What the newest snapshot was built with. */
  readonly newest: ReadonlySet<string>;
  /**
   * The same of what users get: of the deployment in production, or, where none is, of the snapshot that was published into
   * the assistant's own knowledge base.
   */
  readonly production: ReadonlySet<string>;
}

/** What snapshots and deployments were built with, by their manifests. */
export async function releasedCandidates(
  context: JobContext,
  { state, deployments }: Pick<Releases, 'state' | 'deployments'>,
): Promise<ReleasedCandidates> {
  const snapshots = await listSnapshots({}, context);
  const prod = prodOf(state);
  const name =
    prod === null ? await publishedSnapshot(context) : deployments.get(prod)?.deployment.kb.name;
  const served = snapshots.find((manifest) => manifest.name === name);
  return {
    snapshots,
    newest: new Set(snapshots[0]?.candidates),
    production: new Set(served?.candidates),
  };
}
