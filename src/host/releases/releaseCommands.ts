import { COMMANDS } from '../../shared/ids.js';
import type { RecordDocuments } from '../compare/recordDocuments.js';
import type { DueReleases } from '../due/dueReleases.js';
import { showDue } from '../due/showDue.js';
import type { RolloutReleases } from '../rollout/rolloutReleases.js';
import { compareSnapshots } from './compareSnapshots.js';
import { openSnapshot } from './openSnapshot.js';
import { pruneSnapshots } from './pruneSnapshots.js';
import { type PublishingWorld, publishSnapshot } from './publishSnapshot.js';
import { restoreKnowledge } from './restoreKnowledge.js';

export interface ReleaseWorld extends PublishingWorld {
  readonly records: RecordDocuments;
  readonly rollouts: Pick<RolloutReleases, 'refresh'>;
  readonly due: Pick<DueReleases, 'items' | 'failure' | 'refresh' | 'outdated'>;
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
    [COMMANDS.refreshReleases]: () => {
      world.due.outdated();
      return Promise.all([releases.refresh(), world.rollouts.refresh()]);
    },
    [COMMANDS.showDue]: (target: unknown) => showDue(target, world),
  };
}
