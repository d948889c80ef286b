import { type TextDocument, workspace } from 'vscode';
import { type DocumentType, documentTypeOf } from '../../core/screening/documents/documentKind.js';
import type { DocumentLines } from '../../core/screening/documents/stretches.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';

/** undefined for documents that are not looked at, and for those outside the assistant's folder. */
export function typeOfDocument(
  { uri }: TextDocument,
  knowledgeBase: string,
): DocumentType | undefined {
  const root = workspaceRoot();
  const folder = workspace.getWorkspaceFolder(uri);
  if (uri.scheme !== 'file' || root === undefined || folder?.uri.fsPath !== root) return undefined;
  return documentTypeOf(workspace.asRelativePath(uri, false), knowledgeBase);
}

export function linesOf(document: TextDocument): DocumentLines {
  return {
    lineCount: document.lineCount,
    line: (index) => document.lineAt(index).text,
  };
}
