import { Range, window, workspace } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { insideRoot } from '../../node/insideRoot.js';
import { requireRoot, workspaceUri } from './workspaceFolder.js';

/** Larger files are not handed to extensions, and slow the editor down. */
const LARGEST_BYTES = 50 * 1024 * 1024;

/**
 * Shows a line of a workspace file beside the panel.
 * @param file relative to the workspace; a path that leaves it is refused
 * @param line from 1
 */
export async function openLine(file: string, line: number): Promise<void> {
  const root = requireRoot();
  await insideRoot(root, file);
  const uri = workspaceUri(root, file);
  const { size } = await workspace.fs.stat(uri);
  if (size > LARGEST_BYTES) {
    throw new CodelumiError({
      reason: 'not-readable',
      what: 'The file is too large for the editor',
      place: { file, line },
      remedy: `Look at it in a terminal: sed -n ${line}p ${file}`,
    });
  }
  const document = await workspace.openTextDocument(uri);
  const start = document.lineAt(Math.min(line, document.lineCount) - 1).range.start;
  await window.showTextDocument(document, { selection: new Range(start, start), preview: true });
}
