import { l10n, Position, type TextDocument, Uri, window, workspace } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import type { DocumentKind } from '../../core/screening/documents/documentKind.js';
import type { LocatedFinding } from '../../core/screening/documents/findingsInDocument.js';
import { rangeOf } from './findingDiagnostic.js';
import type { ScreeningDiagnostics } from './screeningDiagnostics.js';

/** A file that is looked at, with all that is found in it. */
export interface FileTarget {
  readonly document: TextDocument;
  readonly kind: DocumentKind;
  readonly found: readonly LocatedFinding[];
}

/**
 * The file a command is about: the one it was called on, or the one in the editor.
 * @throws CodelumiError `wrong-usage`, `changed-meanwhile`
 */
export async function fileTarget(
  target: unknown,
  diagnostics: ScreeningDiagnostics,
): Promise<FileTarget> {
  const uri = uriIn(target) ?? window.activeTextEditor?.document.uri;
  if (uri === undefined) throw noFile();
  const document = await workspace.openTextDocument(uri);
  const type = diagnostics.typeOf(document);
  if (type === undefined) throw noFile();
  const found = await diagnostics.find(document);
  if (found === undefined) throw changed();
  return { document, kind: type.kind, found };
}

/**
 * The finding a command is about: the one it was called on, or the one at the cursor.
 * @throws CodelumiError `wrong-usage`, `changed-meanwhile`
 */
export async function findingTarget(
  target: unknown,
  diagnostics: ScreeningDiagnostics,
  isMeant: (found: LocatedFinding) => boolean,
): Promise<FileTarget & { readonly finding: LocatedFinding }> {
  const file = await fileTarget(target, diagnostics);
  const position = positionIn(target) ?? window.activeTextEditor?.selection.active;
  const finding = file.found.find(
    (each) => position !== undefined && rangeOf(each).contains(position) && isMeant(each),
  );
  if (finding === undefined) throw noFinding();
  return { ...file, finding };
}

function uriIn(target: unknown): Uri | undefined {
  if (target instanceof Uri) return target;
  if (typeof target !== 'object' || target === null || !('uri' in target)) return undefined;
  return target.uri instanceof Uri ? target.uri : undefined;
}

function positionIn(target: unknown): Position | undefined {
  if (typeof target !== 'object' || target === null) return undefined;
  if (!('line' in target && 'character' in target)) return undefined;
  const { line, character } = target;
  const areNumbers = typeof line === 'number' && typeof character === 'number';
  return areNumbers ? new Position(line, character) : undefined;
}

function noFile(): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: l10n.t('This file is none that is screened'),
    remedy: l10n.t('Open a file of candidates or of the knowledge base.'),
  });
}

function noFinding(): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: l10n.t('There is no such finding at the cursor'),
    remedy: l10n.t('Go to one first (Go to Next Problem, F8).'),
  });
}

function changed(): CodelumiError {
  return new CodelumiError({
    reason: 'changed-meanwhile',
    what: l10n.t('The file changed meanwhile'),
    remedy: l10n.t('Try again.'),
  });
}
