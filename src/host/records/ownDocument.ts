import { type TextDocument, type Uri, workspace } from 'vscode';
import { type OwnFileKind, ownFileKind } from '../../core/tracing/ownFile.js';
import { glanceAt, type RecordGlance } from '../../core/tracing/recordGlance.js';
import { workspaceRoot } from '../workspace/workspaceFolder.js';

/** Which files providers for records are asked about; whether one is ours, its path says. */
export const RECORD_FILES = { scheme: 'file', pattern: '**/*.jsonl' };

/** A file of ours that holds a record a line. */
export interface OwnDocument {
  readonly kind: OwnFileKind;
  /** Relative to the workspace. */
  readonly file: string;
}

/** undefined for any other file, and outside the assistant's folder. */
export function ownDocumentOf(uri: Uri): OwnDocument | undefined {
  const root = workspaceRoot();
  const folder = workspace.getWorkspaceFolder(uri);
  if (uri.scheme !== 'file' || root === undefined || folder?.uri.fsPath !== root) return undefined;
  const file = workspace.asRelativePath(uri, false);
  const kind = file.endsWith('.jsonl') ? ownFileKind(file) : undefined;
  return kind && { kind, file };
}

/** @param line from 0 */
export function recordAt(document: TextDocument, line: number): RecordGlance | undefined {
  const own = ownDocumentOf(document.uri);
  return own && glanceAt(own.kind, document.lineAt(line).text);
}
