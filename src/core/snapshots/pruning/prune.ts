import { throwIfCancelled } from '../../errors.js';
import type { Job } from '../../job.js';
import { readConfig } from '../../workspace/config.js';
import { withWorkspaceLock } from '../../workspace/lock.js';
import { listSnapshots } from '../list.js';
import { publishedSnapshot } from '../publishing/published.js';
import { manifestFile, snapshotFile } from '../snapshotName.js';
import { intendToPrune, tellBrokenPruning } from './brokenPruning.js';
import { namedInRegistry } from './namedInRegistry.js';
import { type PruningPlan, planPruning } from './planPruning.js';

export interface PruneInput {
  /** How many of the newest stay; left out: as the settings say. */
  readonly keep?: number | undefined;
  /** Only says what would go. */
  readonly dryRun?: boolean;
}

export interface Pruned extends PruningPlan {
  readonly keep: number;
  /** Whether what is to go is gone, or nothing was to. */
  readonly isDone: boolean;
}

/**
 * Deletes old snapshots with their manifests. Never the newest, the one that is published, one that a deployment or
 * anything else in the registry names, nor one that a hotfix was made from that stays itself.
 */
export const pruneSnapshots: Job<PruneInput, Pruned> = async ({ keep: asked, dryRun }, context) => {
  const { files, signal } = context;
  const keep = asked ?? (await readConfig(files)).snapshots.keep;
  return withWorkspaceLock(context, 'prune snapshots', async (lock) => {
    const snapshots = await listSnapshots({}, context);
    const plan = planPruning(snapshots, keep, {
      published: await publishedSnapshot(context),
      deployed: await namedInRegistry(context, snapshots),
    });
    if (dryRun === true) return { keep, ...plan, isDone: plan.removed.length === 0 };
    await tellBrokenPruning(context);
    await intendToPrune(context, plan.removed.flatMap(filesOf));
    for (const name of plan.removed) {
      throwIfCancelled(signal);
      await lock.confirm();
      // What has no manifest is no snapshot: nobody takes half of one for a whole one.
      for (const file of filesOf(name)) await files.remove(file);
    }
    return { keep, ...plan, isDone: true };
  });
};

function filesOf(name: string): readonly string[] {
  return [manifestFile(name), snapshotFile(name)];
}
