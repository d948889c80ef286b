import { l10n } from 'vscode';
import { manifestFile, snapshotFile } from '../../core/snapshots/snapshotName.js';
import { openLine } from '../workspace/openLine.js';
import { requireRoot } from '../workspace/workspaceFolder.js';
import { chooseSnapshot } from './chooseSnapshot.js';
import type { SnapshotReleases } from './snapshotReleases.js';

/** "Open Snapshot" and "Open Snapshot Manifest". */
export async function openSnapshot(
  target: unknown,
  releases: SnapshotReleases,
  part: 'entries' | 'manifest',
): Promise<void> {
  requireRoot();
  const isManifest = part === 'manifest';
  const title = isManifest ? l10n.t('Open Snapshot Manifest') : l10n.t('Open Snapshot');
  const chosen = await chooseSnapshot(target, releases, {
    title,
    placeHolder: l10n.t('Which one?'),
  });
  if (chosen === undefined) return;
  await openLine(isManifest ? manifestFile(chosen.name) : snapshotFile(chosen.name), 1);
}
