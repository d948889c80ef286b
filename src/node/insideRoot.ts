import { lstat, realpath } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { CodelumiError } from '../core/errors.js';
import { errorCode } from './fileErrors.js';

/** What was asked for, in the words of whoever asked. */
interface Asked {
  readonly path: string;
  readonly root: 'workspace' | 'userData folder';
  /** What to do instead, where it is known. */
  readonly remedy?: string;
}

/**
 * The absolute path of something in the workspace, or in another folder that nothing may leave.
 * @throws CodelumiError `outside-workspace` for `..`, absolute paths, and links that lead out.
 */
export async function insideRoot(
  root: string,
  path: string,
  asked: Asked = { path, root: 'workspace' },
): Promise<string> {
  const absolute = join(root, path);
  if (isAbsolute(path) || !isWithin(root, absolute)) throw outside(asked);
  const [realRoot, real] = await Promise.all([realpath(root), realpathOfNearest(absolute, asked)]);
  if (!isWithin(realRoot, real)) throw outside(asked);
  return absolute;
}

export function isWithin(root: string, path: string): boolean {
  const way = relative(root, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** Of the path itself or, while it does not exist, of the nearest folder above that does. */
export async function realpathOfNearest(path: string, asked: Asked): Promise<string> {
  try {
    return await realpath(path);
  } catch (error) {
    const parent = dirname(path);
    const isMissing = ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '');
    if (!isMissing || parent === path) throw error;
    // A link to something that is not there yet leads wherever it likes once it is written through.
    if (await isLink(path)) throw outside(asked);
    return realpathOfNearest(parent, asked);
  }
}

async function isLink(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink();
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '')) return false;
    throw error;
  }
}

function outside({ path, root, remedy }: Asked): CodelumiError {
  return new CodelumiError({
    reason: 'outside-workspace',
    what: `The path leads out of the ${root}`,
    place: { file: path },
    remedy: remedy ?? `Use a path inside the ${root}, without links that lead out of it.`,
  });
}
