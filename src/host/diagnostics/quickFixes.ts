import {
  CodeAction,
  CodeActionKind,
  type CodeActionProvider,
  type Command,
  type Diagnostic,
  type Disposable,
  l10n,
  languages,
  type Range,
  type TextDocument,
  WorkspaceEdit,
} from 'vscode';
import { isDismissible } from '../../core/screening/documents/dismissal.js';
import { type DocumentKind, isEditedInPlace } from '../../core/screening/documents/documentKind.js';
import type { LocatedFinding } from '../../core/screening/documents/findingsInDocument.js';
import { isRedactable, redactionsOf } from '../../core/screening/documents/redactions.js';
import { COMMANDS, type CommandId } from '../../shared/ids.js';
import { printableLine } from '../../shared/printable.js';
import { rangeOf } from './findingDiagnostic.js';
import type { ScreeningDiagnostics } from './screeningDiagnostics.js';

const PLACEHOLDER = /^\[[A-Z][A-Z_]*_\d+\]$/u;

/** What can be done about a finding where it stands: redact, dismiss with a reason, or go to review. */
export class QuickFixes implements CodeActionProvider {
  readonly #diagnostics: ScreeningDiagnostics;

  static register(diagnostics: ScreeningDiagnostics): Disposable {
    return languages.registerCodeActionsProvider(
      // Which of these are looked at is a matter of the settings.
      { scheme: 'file', pattern: '**/*.{json,jsonl}' },
      new QuickFixes(diagnostics),
      { providedCodeActionKinds: [CodeActionKind.QuickFix] },
    );
  }

  constructor(diagnostics: ScreeningDiagnostics) {
    this.#diagnostics = diagnostics;
  }

  provideCodeActions(
    document: TextDocument,
    range: Range,
    { diagnostics }: { readonly diagnostics: readonly Diagnostic[] },
  ): CodeAction[] {
    const type = this.#diagnostics.typeOf(document);
    const all = this.#diagnostics.known(document) ?? [];
    if (type === undefined) return [];
    const here = all.filter((each) => rangeOf(each).intersection(range) !== undefined);
    const actions = here.flatMap((each) => fixesOf(document, type.kind, each, diagnostics));
    const count = all.filter(isRedactable).length;
    if (count > 1 && here.some(isRedactable) && canRedact(type.kind)) {
      actions.push(
        running(l10n.t('Redact all {0} findings in this file', count), COMMANDS.redactFile, [
          document.uri,
        ]),
      );
    }
    return actions;
  }
}

function fixesOf(
  document: TextDocument,
  kind: DocumentKind,
  located: LocatedFinding,
  diagnostics: readonly Diagnostic[],
): CodeAction[] {
  const { finding, start } = located;
  const about = diagnostics.filter(({ range }) => range.isEqual(rangeOf(located)));
  const target = { uri: document.uri, ...start };
  const fixes: CodeAction[] = [];
  if (isRedactable(located) && isEditedInPlace(kind)) {
    fixes.push(redaction(document, located));
  } else if (isRedactable(located) && kind === 'candidates' && !finding.field?.name.includes('.')) {
    const title = l10n.t('{0}, as an edit in review', redactionTitle(finding.field?.replacement));
    fixes.push(running(title, COMMANDS.redactFinding, [target]));
  }
  if (isDismissible(finding)) {
    fixes.push(running(l10n.t('Dismiss with a reason…'), COMMANDS.dismissFinding, [target]));
  }
  if (finding.candidate !== undefined) {
    fixes.push(
      running(l10n.t('Open the candidate in review'), COMMANDS.openReview, [finding.candidate]),
    );
  }
  for (const fix of fixes) fix.diagnostics = [...about];
  const [first] = fixes;
  if (first !== undefined && isRedactable(located)) first.isPreferred = true;
  return fixes;
}

function redaction(document: TextDocument, located: LocatedFinding): CodeAction {
  const edit = new WorkspaceEdit();
  for (const change of redactionsOf([located])) {
    edit.replace(document.uri, rangeOf(change), change.text);
  }
  const title = redactionTitle(located.finding.field?.replacement);
  const fix = new CodeAction(title, CodeActionKind.QuickFix);
  fix.edit = edit;
  return fix;
}

function redactionTitle(replacement = ''): string {
  if (replacement === '') return l10n.t('Take it out');
  const shown = printableLine(replacement, 40);
  return PLACEHOLDER.test(replacement) ? l10n.t('Redact: {0}', shown) : l10n.t('Mend: {0}', shown);
}

function canRedact(kind: DocumentKind): boolean {
  return kind === 'candidates' || isEditedInPlace(kind);
}

function running(title: string, command: CommandId, args: unknown[]): CodeAction {
  const fix = new CodeAction(title, CodeActionKind.QuickFix);
  const run: Command = { command, title, arguments: args };
  fix.command = run;
  return fix;
}
