import type { JobContext } from '../job.js';
import { sha256 } from '../records/sha256.js';
import { CONFIG_FILE } from './paths.js';

/** SHA-256 of the settings as they stand in the workspace; undefined: there are none. */
export async function settingsDigest({
  files,
}: Pick<JobContext, 'files'>): Promise<string | undefined> {
  if ((await files.stat(CONFIG_FILE)) === undefined) return undefined;
  return sha256(await files.read(CONFIG_FILE));
}
