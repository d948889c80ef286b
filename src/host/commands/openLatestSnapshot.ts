import { l10n } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { listSnapshots } from '../../core/snapshots/list.js';
import { snapshotFile } from '../../core/snapshots/snapshotName.js';
import { SNAPSHOTS_FOLDER } from '../../core/workspace/paths.js';
import { nodeContext } from '../../node/nodeContext.js';
import type { Milestones } from '../help/milestones.js';
import { openLine } from '../workspace/openLine.js';
import { userDataFolder } from '../workspace/userDataFolder.js';
import { requireRoot } from '../workspace/workspaceFolder.js';

/** "Open Latest Snapshot": what the assistant would learn. @throws CodelumiError `not-found` when none was built */
export async function openLatestSnapshot(milestones: Milestones): Promise<void> {
  const { signal } = new AbortController();
  const context = nodeContext(requireRoot(), signal, undefined, userDataFolder());
  const [latest] = await listSnapshots({}, context);
  if (latest === undefined) {
    throw new CodelumiError({
      reason: 'not-found',
      what: l10n.t('No snapshot has been built'),
      place: { file: SNAPSHOTS_FOLDER },
      remedy: l10n.t('Build one first (CodeLumi: Build KB Snapshot).'),
    });
  }
  await openLine(snapshotFile(latest.name), 1);
  await milestones.reached('openedSnapshot');
}
