import { CodelumiError } from '../errors.js';
import type { Job, JobContext } from '../job.js';
import { parsedJson } from '../records/parsedJson.js';
import { SNAPSHOTS_FOLDER } from '../workspace/paths.js';
import {
  type SnapshotManifest,
  type SnapshotRef,
  snapshotManifestSchema,
} from './snapshotEntry.js';
import { numberOf } from './snapshotName.js';

export const MANIFEST_END = '.manifest.json';

/** The snapshots of the workspace, newest first. One without a readable manifest of its own name is none. */
export const listSnapshots: Job<Record<string, never>, readonly SnapshotManifest[]> = async (
  _input,
  context,
) => {
  const manifests: SnapshotManifest[] = [];
  for (const { name, kind } of await context.files.list(SNAPSHOTS_FOLDER)) {
    if (kind !== 'file' || !name.endsWith(MANIFEST_END)) continue;
    const manifest = await readManifest(context, `${SNAPSHOTS_FOLDER}/${name}`);
    if (manifest?.name === name.slice(0, -MANIFEST_END.length)) manifests.push(manifest);
  }
  return manifests.sort(newerFirst);
};

/** Several may have been built in one instant of a coarse clock; then the number in their names tells. */
function newerFirst(a: SnapshotManifest, b: SnapshotManifest): number {
  if (a.created_at !== b.created_at) return a.created_at < b.created_at ? 1 : -1;
  return numberOf(b.name) - numberOf(a.name);
}

/** The newest snapshot, as others name it; undefined where there is none. */
export async function newestSnapshot(context: JobContext): Promise<SnapshotRef | undefined> {
  const [newest] = await listSnapshots({}, context);
  return newest && { name: newest.name, sha256: newest.sha256 };
}

/**
 * The snapshot that somebody names.
 * @param name as in its manifest; `latest` is the newest
 * @throws CodelumiError `not-found`
 */
export async function requireSnapshot(
  context: JobContext,
  name: string,
): Promise<SnapshotManifest> {
  const snapshots = await listSnapshots({}, context);
  const found =
    name === LATEST ? snapshots[0] : snapshots.find((manifest) => manifest.name === name);
  if (found === undefined) throw noSuchSnapshot(name);
  return found;
}

const LATEST = 'latest';

/** undefined when it cannot be read as one. */
export async function readManifest(
  { files }: Pick<JobContext, 'files'>,
  file: string,
): Promise<SnapshotManifest | undefined> {
  return snapshotManifestSchema.safeParse(parsedJson(await files.read(file))).data;
}

function noSuchSnapshot(name: string): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what:
      name === LATEST
        ? 'No snapshot has been built'
        : `There is no snapshot ${JSON.stringify(name.slice(0, 100))}`,
    place: { file: SNAPSHOTS_FOLDER },
    remedy: 'codelumi snapshot list shows those that there are; codelumi snapshot build makes one.',
  });
}
