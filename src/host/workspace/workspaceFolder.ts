import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { l10n, type WorkspaceFolder, workspace } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { PRODUCT_FOLDER, USER_DATA_FOLDER } from '../../core/workspace/paths.js';

/** Which folder of the window is used, by its name there. */
export const FOLDER_SETTING = 'codelumi.folder';

let inUse: WorkspaceFolder | undefined;

/**
 * The folder that the assistant works in. Which one that is, is settled once: workers, watchers and open panels
 * are about it, until the window is loaded anew.
 */
export function folderInUse(): WorkspaceFolder | undefined {
  inUse ??= wantedFolder();
  return inUse;
}

/** The folder that the settings name, else the first that was set up, else the first with logs, else the first. */
export function wantedFolder(): WorkspaceFolder | undefined {
  const folders = localFolders();
  const name = workspace.getConfiguration().get(FOLDER_SETTING, '').trim();
  const holding = (path: string) => folders.find(({ uri }) => existsSync(join(uri.fsPath, path)));
  const named = folders.find((folder) => folder.name === name);
  return named ?? holding(PRODUCT_FOLDER) ?? holding(USER_DATA_FOLDER) ?? folders[0];
}

/** The folders of the window that are on this machine: the one VS Code's extensions for workspaces run on. */
export function localFolders(): readonly WorkspaceFolder[] {
  return workspace.workspaceFolders?.filter(({ uri }) => uri.scheme === 'file') ?? [];
}

/** Absolute path of the folder the assistant works in. */
export function workspaceRoot(): string | undefined {
  return folderInUse()?.uri.fsPath;
}

/** @throws CodelumiError `no-workspace` */
export function requireRoot(): string {
  const root = workspaceRoot();
  if (root !== undefined) return root;
  throw new CodelumiError({
    reason: 'no-workspace',
    what: l10n.t('No folder is open'),
    remedy: l10n.t('Open the folder the assistant works in (File: Open Folder…).'),
  });
}

/**
 * For everything that writes or runs something. Hiding a command is not enough: it can be called.
 * @throws CodelumiError `not-trusted`, `no-workspace`
 */
export function requireTrustedRoot(): string {
  const root = requireRoot();
  if (workspace.isTrusted) return root;
  throw new CodelumiError({
    reason: 'not-trusted',
    what: l10n.t(
      'This workspace is not trusted, so candidates can be looked at but nothing is changed',
    ),
    remedy: l10n.t('Trust it first (Workspaces: Manage Workspace Trust).'),
  });
}
