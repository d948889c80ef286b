import { workspace } from 'vscode';
import { WorkspaceFiles } from '../../node/workspaceFiles.js';

export const USER_DATA_SETTING = 'codelumi.userDataFolder';

/**
 * Where the assistant keeps its data, if not in the workspace. Only the user can say so: the setting's
 * scope is `machine`, so VS Code does not take it from a workspace.
 */
export function userDataFolder(): string | undefined {
  const folder = workspace.getConfiguration().get(USER_DATA_SETTING, '').trim();
  return folder === '' ? undefined : folder;
}

/** The files of the workspace at `root`, as jobs see them. */
export function filesOfWorkspace(root: string): WorkspaceFiles {
  return new WorkspaceFiles(root, userDataFolder());
}
