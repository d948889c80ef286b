import { l10n, Range, type TextDocument, Uri, window, workspace } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { LARGEST_IN_EDITOR } from '../../core/screening/documents/largeFiles.js';
import { filesOfWorkspace } from './userDataFolder.js';
import { requireRoot } from './workspaceFolder.js';

/**
 * Shows a line of a workspace file in an editor.
 * @param file relative to the workspace; a path that leaves it is refused
 * @param line from 1
 * @param last the last of several lines, which are then selected
 */
export async function openLine(file: string, line: number, last = line): Promise<void> {
  const files = filesOfWorkspace(requireRoot());
  const stat = await files.stat(file);
  if (stat === undefined) throw gone(file, line);
  if (stat.size > LARGEST_IN_EDITOR) {
    throw new CodelumiError({
      reason: 'not-readable',
      what: l10n.t('The file is too large for the editor'),
      place: { file, line },
      remedy: l10n.t('Look at it with a pager in a terminal.'),
    });
  }
  const document = await workspace.openTextDocument(Uri.file(await files.locate(file)));
  const { start } = rangeOf(document, line);
  const end = last > line ? rangeOf(document, last).end : start;
  await window.showTextDocument(document, { selection: new Range(start, end), preview: true });
}

function rangeOf(document: TextDocument, line: number): Range {
  return document.lineAt(Math.min(line, document.lineCount) - 1).range;
}

function gone(file: string, line: number): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: l10n.t('The file is no longer there'),
    place: { file, line },
    remedy: l10n.t('The log was moved or deleted; restore it to see where this came from.'),
  });
}
