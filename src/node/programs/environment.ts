import { delimiter } from 'node:path';
import { searchedFolders } from './findProgram.js';

/** What Windows itself needs for a program to start. */
const OF_WINDOWS = ['SYSTEMROOT', 'SYSTEMDRIVE', 'COMSPEC', 'PATHEXT', 'WINDIR'];
/** Where things of the user are; left to a program that is not isolated. */
const HOMES = ['HOME', 'USERPROFILE', 'TMPDIR', 'TEMP', 'TMP'];

/** The same words, times and numbers on every machine. */
const SAME_EVERYWHERE = { LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', TZ: 'UTC' };

/**
 * The whole environment of a program: tokens, keys and settings that the user keeps in theirs are not in it.
 * @param home for a program that is isolated: in the place of the user's own folders
 */
export function environment(
  added: Readonly<Record<string, string>> = {},
  home?: string,
): Record<string, string> {
  const env: Record<string, string> = {
    PATH: searchedFolders().join(delimiter),
    ...SAME_EVERYWHERE,
  };
  const kept = home === undefined ? [...OF_WINDOWS, ...HOMES] : OF_WINDOWS;
  for (const [name, value] of Object.entries(process.env)) {
    if (value !== undefined && kept.includes(name.toUpperCase())) env[name] = value;
  }
  if (home !== undefined) for (const name of HOMES) env[name] = home;
  return { ...env, ...added };
}
