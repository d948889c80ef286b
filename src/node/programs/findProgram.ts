import { constants } from 'node:fs';
import { access, realpath, stat } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

/** Without a shell Windows runs these alone. */
const ENDINGS = process.platform === 'win32' ? ['.exe', '.com'] : [''];

/**
 * The folders of `PATH`, without those that are named from wherever one happens to be: in a workspace that
 * would be whatever it brings along.
 */
export function searchedFolders(path: string = process.env['PATH'] ?? ''): readonly string[] {
  return [...new Set(path.split(delimiter).filter((folder) => isAbsolute(folder)))];
}

/** Absolute paths of the programs of that name, in the order of `PATH`, each folder once whatever leads there. */
export async function findPrograms(
  name: string,
  folders: readonly string[] = searchedFolders(),
): Promise<readonly string[]> {
  if (!/^[\w.+-]+$/u.test(name)) return [];
  const seen = new Set<string>();
  const found: string[] = [];
  for (const folder of folders) {
    const real = await realpath(folder).catch(() => undefined); // `PATH` names what is not there, too.
    if (real === undefined || seen.has(real)) continue;
    seen.add(real);
    for (const ending of ENDINGS) {
      const path = join(folder, `${name}${ending}`);
      if (await isProgram(path)) found.push(path);
    }
  }
  return found;
}

/** Whether this is a file that we may run. */
export async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false; // Missing, or not ours to run: both mean that it is not there for us.
  }
}
