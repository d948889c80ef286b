import type { Job, JobContext } from '../job.js';
import { SNAPSHOTS_FOLDER } from '../workspace/paths.js';
import { type SnapshotManifest, snapshotManifestSchema } from './snapshotEntry.js';

export const MANIFEST_END = '.manifest.json';

/** The snapshots of the workspace, newest first. One without a readable manifest is none. */
export const listSnapshots: Job<Record<string, never>, readonly SnapshotManifest[]> = async (
  _input,
  context,
) => {
  const manifests: SnapshotManifest[] = [];
  for (const { name, kind } of await context.files.list(SNAPSHOTS_FOLDER)) {
    if (kind !== 'file' || !name.endsWith(MANIFEST_END)) continue;
    const manifest = await readManifest(context, `${SNAPSHOTS_FOLDER}/${name}`);
    if (manifest !== undefined) manifests.push(manifest);
  }
  return manifests.sort((a, b) => (a.created_at < b.created_at ? 1 : -1));
};

/** undefined when it cannot be read as one. */
export async function readManifest(
  { files }: Pick<JobContext, 'files'>,
  file: string,
): Promise<SnapshotManifest | undefined> {
  try {
    const parsed = snapshotManifestSchema.safeParse(
      JSON.parse(Buffer.from(await files.read(file)).toString()),
    );
    return parsed.success ? parsed.data : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
