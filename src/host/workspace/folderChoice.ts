import {
  ConfigurationTarget,
  commands,
  Disposable,
  l10n,
  type QuickPickItem,
  type WorkspaceFolder,
  window,
  workspace,
} from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { plainMessage } from '../plainMessage.js';
import { FOLDER_SETTING, folderInUse, localFolders, wantedFolder } from './workspaceFolder.js';

const RELOAD = l10n.t('Reload Window');

interface FolderItem extends QuickPickItem {
  readonly folder: WorkspaceFolder;
}

/** In which folder of several the views are; nothing where there is one. */
export function folderWords(): string {
  const folder = folderInUse();
  return folder === undefined || localFolders().length < 2 ? '' : `in ${folder.name}`;
}

/** "Choose Folder": which folder of a window with several is used. Kept in the settings of the workspace. */
export async function chooseFolder(): Promise<void> {
  const folders = localFolders();
  if (folders.length < 2)
    throw new CodelumiError({
      reason: 'no-workspace',
      what: l10n.t('There is no other folder in this window to choose'),
      remedy: l10n.t('Add one first (File: Add Folder to Workspace…).'),
    });
  const current = folderInUse();
  const items = folders.map((folder): FolderItem => {
    const isCurrent = folder.uri.toString() === current?.uri.toString();
    return {
      label: folder.name,
      detail: folder.uri.fsPath,
      folder,
      ...(isCurrent && { description: l10n.t('in use') }),
    };
  });
  const chosen = await window.showQuickPick(items, {
    title: l10n.t('Folder the Assistant Works In'),
  });
  if (chosen === undefined) return;
  await workspace
    .getConfiguration()
    .update(FOLDER_SETTING, chosen.folder.name, ConfigurationTarget.Workspace);
}

/** Offers to load the window anew once another folder is to be used than is. */
export function watchFolderChoice(): Disposable {
  let told: string | undefined;
  const look = () => void offer().catch(() => {}); // The window is closing: nobody is there to be asked.
  const offer = async () => {
    const [current, wanted] = [folderInUse(), wantedFolder()];
    const other = wanted?.uri.toString();
    if (current === undefined || wanted === undefined || told === other) return;
    told = other;
    if (other === current.uri.toString()) return;
    const words = l10n.t(
      'CodeLumi works in {0} until the window is reloaded, and in {1} then.',
      current.name,
      wanted.name,
    );
    const answer = await window.showInformationMessage(plainMessage(words), RELOAD);
    if (answer === RELOAD) await commands.executeCommand('workbench.action.reloadWindow');
  };
  return Disposable.from(
    workspace.onDidChangeWorkspaceFolders(look),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(FOLDER_SETTING)) look();
    }),
  );
}
