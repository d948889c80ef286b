import { CodelumiError, throwIfCancelled } from '../../errors.js';
import type { JobContext } from '../../job.js';

type ReadContext = Pick<JobContext, 'files' | 'signal' | 'history'>;

/** Those of some paths that are files of the workspace, with the time of their last change on this disk (milliseconds). */
export async function filesAmong(
  { files, signal }: ReadContext,
  paths: readonly string[],
): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for (const path of paths) {
    throwIfCancelled(signal);
    const stat = await statInside(files, path);
    if (stat?.kind === 'file') found.set(path, stat.modifiedMs);
  }
  return found;
}

/**
 * When files were changed, in milliseconds since the epoch: by the last commit where Git knows them, for a checkout changes
 * the times of files and a change that is not committed is not finished; else by the time on this disk. Committed files
 * that were not changed since are left out.
 *
 * @param found as `filesAmong` gives it
 * @param since milliseconds since the epoch; older changes may be left out
 * @throws CodelumiError `git-refused`
 */
export async function changeTimes(
  { history }: ReadContext,
  found: ReadonlyMap<string, number>,
  since: number,
): Promise<ReadonlyMap<string, number>> {
  const head = found.size === 0 ? undefined : await history?.mergeBase('HEAD');
  if (history === undefined || head === undefined) return found;
  const known = await history.filesAt(head, [...foldersOf(found.keys())]);
  const committed = known.map(({ path }) => path).filter((path) => found.has(path));
  const times = new Map(found);
  for (const path of committed) times.delete(path);
  for (const [path, time] of await history.changedSince(committed, since)) times.set(path, time);
  return times;
}

/** The topmost names: a list of all paths may be longer than a command line. */
function foldersOf(paths: Iterable<string>): Set<string> {
  return new Set([...paths].map((path) => path.split('/', 1)[0] ?? path));
}

/** undefined as well for a link that leads out of the workspace, and for names that this system cannot have. */
async function statInside(files: JobContext['files'], path: string) {
  try {
    return await files.stat(path);
  } catch (error) {
    if (error instanceof CodelumiError) return undefined;
    throw error;
  }
}
