import { Minimatch } from 'minimatch';
import { throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';

/**
 * Only `*`, `**` and `?` mean anything; everything else, brackets too, stands for itself. Without
 * extended patterns minimatch matches in polynomial time, and in the same way on every system.
 */
const OPTIONS = {
  nobrace: true,
  nocomment: true,
  noext: true,
  nonegate: true,
  platform: 'linux',
} as const;

export function isPattern(path: string): boolean {
  return /[*?]/u.test(path);
}

/** Whether a path of the settings means a file: by its name, or as a pattern. */
export function matchesPath(path: string, file: string): boolean {
  return path === file || (isPattern(path) && matcherOf(path).match(file));
}

/**
 * The files that match a pattern, by name; empty when there are none. Links are passed over, so that
 * no file comes twice and none from elsewhere; a link may be named by itself.
 *
 * @throws CodelumiError when a folder cannot be listed, JobCancelled when the signal fires
 */
export async function filesMatching(
  { files, signal }: Pick<JobContext, 'files' | 'signal'>,
  pattern: string,
): Promise<string[]> {
  const matcher = matcherOf(pattern);
  const found: string[] = [];
  const folders = [fixedFolder(pattern)];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    throwIfCancelled(signal);
    for (const { name, kind } of await files.list(folder)) {
      const path = folder === '.' ? name : `${folder}/${name}`;
      if (kind === 'file' && matcher.match(path)) found.push(path);
      if (kind === 'folder' && matcher.match(path, true)) folders.push(path);
    }
  }
  return found.sort((a, b) => (a < b ? -1 : 1));
}

function matcherOf(pattern: string): Minimatch {
  return new Minimatch(pattern.replaceAll(/[[\]]/gu, '\\$&'), OPTIONS);
}

/** The folder that everything a pattern matches is in; nothing beside it needs to be listed. */
function fixedFolder(pattern: string): string {
  const parts = pattern.split('/').slice(0, -1);
  const first = parts.findIndex(isPattern);
  return (first < 0 ? parts : parts.slice(0, first)).join('/') || '.';
}
