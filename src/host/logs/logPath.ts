import { realpath } from 'node:fs/promises';
import { isAbsolute, relative, sep } from 'node:path';
import type { Uri } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { isExplained } from '../../core/mining/explainLines.js';
import { readConfig } from '../../core/workspace/config.js';
import { filesOfWorkspace, userDataFolder } from '../workspace/userDataFolder.js';

/** A document as the settings name it, if it is a log whose lines can be explained; undefined for any other. */
export async function logPathOf(uri: Uri, root: string): Promise<string | undefined> {
  if (uri.scheme !== 'file') return undefined;
  const path = await pathInWorkspace(uri.fsPath, root);
  if (path === undefined) return undefined;
  try {
    return isExplained(await readConfig(filesOfWorkspace(root)), path) ? path : undefined;
  } catch (error) {
    // Settings that cannot be read name no log; whoever extracts or opens the view hears of it.
    if (error instanceof CodelumiError) return undefined;
    throw error;
  }
}

/** As jobs name it: what lies in the assistant's own folder shows below `userData/`, wherever that is. */
async function pathInWorkspace(file: string, root: string): Promise<string | undefined> {
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
