import type { SideInput } from '../comparison/recordSide.js';
import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import { requireSnapshot } from './list.js';
import type { SnapshotManifest } from './snapshotEntry.js';
import { snapshotFile } from './snapshotName.js';

/** Two snapshots to hold against each other, by their files. */
export interface ComparedSnapshots {
  readonly before: SideInput;
  readonly after: SideInput;
}

/**
 * Which two snapshots are meant.
 * @param first by name; where it stands alone, it is compared with the one before it
 * @throws CodelumiError `not-found` for one that is not there, or that follows none
 */
export async function comparedSnapshots(
  context: JobContext,
  first: string,
  second?: string,
): Promise<ComparedSnapshots> {
  const one = await requireSnapshot(context, first);
  const other =
    second === undefined ? await parentOf(context, one) : await requireSnapshot(context, second);
  const [before, after] = second === undefined ? [other, one] : [one, other];
  return { before: sideOf(before), after: sideOf(after) };
}

async function parentOf(
  context: JobContext,
  { name, parent }: SnapshotManifest,
): Promise<SnapshotManifest> {
  if (parent !== undefined) return requireSnapshot(context, parent.name);
  throw new CodelumiError({
    reason: 'not-found',
    what: `${name} follows no other snapshot`,
    remedy: 'Name two snapshots to compare.',
  });
}

function sideOf({ name }: SnapshotManifest): SideInput {
  return { file: snapshotFile(name), name, withoutPlaces: true };
}
