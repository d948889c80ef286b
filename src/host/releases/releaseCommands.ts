import { COMMANDS } from '../../shared/ids.js';
import type { RecordDocuments } from '../compare/recordDocuments.js';
import type { RolloutReleases } from '../rollout/rolloutReleases.js';
import { compareSnapshots } from './compareSnapshots.js';
import { openSnapshot } from './openSnapshot.js';
import { pruneSnapshots } from './pruneSnapshots.js';
import { type PublishingWorld, publishSnapshot } from './publishSnapshot.js';
import { restoreKnowledge } from './restoreKnowledge.js';

export interface ReleaseWorld extends PublishingWorld {
  readonly records: RecordDocuments;
  readonly rollouts: Pick<RolloutReleases, 'refresh'>;
}

/** The commands of the Releases view, by id. */
export function releaseHandlers(world: ReleaseWorld) {
  const { releases } = world;
  return {
    [COMMANDS.openSnapshot]: (target: unknown) => openSnapshot(target, releases, 'entries'),
    [COMMANDS.openManifest]: (target: unknown) => openSnapshot(target, releases, 'manifest'),
    [COMMANDS.compareSnapshots]: (target: unknown, selected: unknown) =>
      compareSnapshots(target, selected, releases, world),
    [COMMANDS.publishSnapshot]: (target: unknown) => publishSnapshot(target, world),
    [COMMANDS.restoreKnowledge]: () => restoreKnowledge(world),
    [COMMANDS.pruneSnapshots]: () => pruneSnapshots(world),
    [COMMANDS.refreshReleases]: () => Promise.all([releases.refresh(), world.rollouts.refresh()]),
  };
}
