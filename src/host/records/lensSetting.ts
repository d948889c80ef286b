import { ConfigurationTarget, type Uri, window, workspace } from 'vscode';

/** Also what a change of the settings is asked about. */
export const LENS_SETTING = 'codelumi.lenses.enabled';

export function areLensesOn(uri: Uri): boolean {
  return workspace.getConfiguration(undefined, uri).get(LENS_SETTING, true);
}

/** "Toggle CodeLens": where it was said last, which is what holds: the workspace, or else the user. */
export async function toggleLenses(): Promise<void> {
  const uri = window.activeTextEditor?.document.uri ?? null;
  const settings = workspace.getConfiguration(undefined, uri);
  const { workspaceValue, workspaceFolderValue } = settings.inspect<boolean>(LENS_SETTING) ?? {};
  const { Global, Workspace, WorkspaceFolder } = ConfigurationTarget;
  const own = workspaceValue === undefined ? Global : Workspace;
  const target = workspaceFolderValue === undefined ? own : WorkspaceFolder;
  await settings.update(LENS_SETTING, !settings.get(LENS_SETTING, true), target);
}
