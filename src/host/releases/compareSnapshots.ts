import { l10n } from 'vscode';
import type { SideInput } from '../../core/comparison/recordSide.js';
import type { Release } from '../../core/snapshots/releases.js';
import { snapshotFile } from '../../core/snapshots/snapshotName.js';
import { showComparison } from '../compare/compareRecords.js';
import type { RecordDocuments } from '../compare/recordDocuments.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { requireRoot } from '../workspace/workspaceFolder.js';
import { chooseSnapshot, snapshotIn } from './chooseSnapshot.js';
import type { SnapshotReleases } from './snapshotReleases.js';

const TITLE = l10n.t('Compare Snapshots');

/**
 * "Compare Snapshots": two that are selected, or one with the one before it, entry beside entry in the diff editor. From
 * the palette both are asked for.
 */
export async function compareSnapshots(
  target: unknown,
  selected: unknown,
  releases: SnapshotReleases,
  world: { readonly jobs: JobRunner; readonly records: RecordDocuments },
): Promise<void> {
  const root = requireRoot();
  const chosen = await chooseBoth(target, selected, releases);
  if (chosen === undefined) return;
  const [before, after] = chosen.map(sideOf);
  if (before === undefined || after === undefined) return;
  await showComparison(root, { before, after }, world.jobs, world.records);
}

/** Older first. */
async function chooseBoth(
  target: unknown,
  selected: unknown,
  releases: SnapshotReleases,
): Promise<readonly string[] | undefined> {
  const names = Array.isArray(selected) ? selected.flatMap((row) => snapshotIn(row) ?? []) : [];
  await releases.refresh();
  const inOrder = releases.all.map(({ name }) => name).toReversed();
  if (names.length === 2) return inOrder.filter((name) => names.includes(name));
  const after = await chooseSnapshot(target, releases, {
    title: TITLE,
    placeHolder: l10n.t('Which snapshot, as it is after?'),
  });
  if (after === undefined) return undefined;
  const isOther = ({ name }: Release) => name !== after.name;
  const parent = snapshotIn(target) === undefined ? undefined : { snapshot: after.parent };
  const before = await chooseSnapshot(
    parent,
    releases,
    { title: TITLE, placeHolder: l10n.t('With which one, as it was before {0}?', after.name) },
    isOther,
  );
  return before && [before.name, after.name];
}

function sideOf(name: string): SideInput {
  return { file: snapshotFile(name), name, withoutPlaces: true };
}
