import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import { userDataFolder } from './userDataFolder.js';

/**
 * A file as jobs name it: what lies in the assistant's own folder shows below `userData/`, wherever that is.
 * @returns undefined for files elsewhere
 */
export async function pathInWorkspace(file: string, root: string): Promise<string | undefined> {
  const userData = userDataFolder();
  const own = userData === undefined ? undefined : await pathBelow(userData, file);
  return own === undefined ? pathBelow(root, file) : `userData/${own}`;
}

/** Editors may show a file by where a link leads to. */
async function pathBelow(folder: string, file: string): Promise<string | undefined> {
  const real = await realpath(folder).catch(() => folder);
  return [folder, real]
    .map((from) => relative(from, file))
    .find((path) => path !== '' && !path.startsWith('..') && !isAbsolute(path))
    ?.replaceAll(sep, '/');
}
