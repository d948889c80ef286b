import { workspace } from 'vscode';
import { CodelumiError } from '../../core/errors.js';

/** Absolute path of the folder the assistant works in: the first folder of the window. */
export function workspaceRoot(): string | undefined {
  return workspace.workspaceFolders?.find((folder) => folder.uri.scheme === 'file')?.uri.fsPath;
}

/** @throws CodelumiError `no-workspace` */
export function requireRoot(): string {
  const root = workspaceRoot();
  if (root !== undefined) return root;
  throw new CodelumiError({
    reason: 'no-workspace',
    what: 'No folder is open',
    remedy: 'Open the folder the assistant works in (File: Open Folder…).',
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
    what: 'This workspace is not trusted, so candidates can be looked at but nothing is changed',
    remedy: 'Trust it first (Workspaces: Manage Workspace Trust).',
  });
}
