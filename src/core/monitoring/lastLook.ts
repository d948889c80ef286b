import * as z from 'zod';
import type { JobContext } from '../job.js';
import { parsedJson } from '../records/parsedJson.js';
import { ensureLocalFolder } from '../workspace/localFolder.js';
import { LAST_LOOK_FILE } from '../workspace/paths.js';

const lookSchema = z.object({ at: z.iso.datetime() });

/**
 * When this clone looked last at what is watched, whether or not anything had changed.
 * @returns ISO 8601; undefined: never, or it cannot be read, which the next look mends
 */
export async function readLastLook({
  files,
}: Pick<JobContext, 'files'>): Promise<string | undefined> {
  const stat = await files.stat(LAST_LOOK_FILE);
  if (stat?.kind !== 'file' || stat.size > 1_000) return undefined;
  return lookSchema.safeParse(parsedJson(await files.read(LAST_LOOK_FILE))).data?.at;
}

/** Notes that it looked now. The file belongs to this clone alone, so that looking changes nothing for others. */
export async function keepLastLook({
  files,
  clock,
}: Pick<JobContext, 'files' | 'clock'>): Promise<void> {
  await ensureLocalFolder(files);
  await files.replace(LAST_LOOK_FILE, `${JSON.stringify({ at: clock.now().toISOString() })}\n`);
}
