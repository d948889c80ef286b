import { commands, workspace } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { readConfig } from '../../core/workspace/config.js';
import { CANDIDATES_FOLDER, PRODUCT_FOLDER } from '../../core/workspace/paths.js';
import { filesOf } from '../../core/workspace/sources.js';
import { CONTEXT_KEYS } from '../../shared/ids.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';

type Reason =
  | 'none'
  | 'noWorkspace'
  | 'reading'
  | 'notTrusted'
  | 'notSetUp'
  | 'noLogs'
  | 'notExtracted'
  | 'nothingFound';

/** Tells the view why it is empty, so that its welcome text can say what to do. */
export class EmptyReason {
  #told: Reason | undefined;

  async update(desk: ReviewDesk): Promise<void> {
    const reason = await reasonOf(desk);
    if (reason === this.#told) return;
    this.#told = reason;
    await commands.executeCommand('setContext', CONTEXT_KEYS.emptyReason, reason);
  }
}

async function reasonOf({ overview, state }: ReviewDesk): Promise<Reason> {
  const root = workspaceRoot();
  if (root === undefined) return 'noWorkspace';
  const isEmpty = overview.groups.length === 0 && overview.problemCount === 0;
  if (state === 'failed' || !isEmpty) return 'none';
  if (state !== 'read') return 'reading';
  if (!(await hasLog(root))) return (await isSetUp(root)) ? 'noLogs' : 'notSetUp';
  if (!workspace.isTrusted) return 'notTrusted';
  return (await hasReport(root)) ? 'nothingFound' : 'notExtracted';
}

/** Every run leaves one, also a run that found nothing. */
async function hasReport(root: string): Promise<boolean> {
  const found = await filesOfWorkspace(root).list(CANDIDATES_FOLDER);
  return found.some(({ name }) => name.endsWith('.report.json'));
}

/** Where there are no logs either, setting up is the first step. */
async function isSetUp(root: string): Promise<boolean> {
  return (await filesOfWorkspace(root).stat(PRODUCT_FOLDER)) !== undefined;
}

/** A log that cannot be looked at (settings that lead out of the workspace, say) is none to mine. */
async function hasLog(root: string): Promise<boolean> {
  try {
    const files = filesOfWorkspace(root);
    const { signal } = new AbortController();
    const config = await readConfig(files);
    // Looking at the view is no reason to ask a server.
    if (config.sources.clickhouse !== undefined) return true;
    return (await filesOf({ files, signal }, config, 'memory')).length > 0;
  } catch (error) {
    if (error instanceof CodelumiError) return false;
    throw error;
  }
}
