import type { Uri } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { isExplained } from '../../core/mining/explainLines.js';
import { readConfig } from '../../core/workspace/config.js';
import { pathInWorkspace } from '../workspace/pathInWorkspace.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';

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
