import { l10n, window } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { explanationAt } from '../../core/mining/lineExplanations.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import type { ExplanationDocument } from '../logs/explanationDocument.js';
import { explanationPoints, type StatusOf } from '../logs/explanationText.js';
import type { LogExplanations } from '../logs/logExplanations.js';
import { logPathOf } from '../logs/logPath.js';
import { requireRoot } from '../workspace/workspaceFolder.js';

export interface ExplainWorld {
  readonly explanations: LogExplanations;
  readonly statusOf: (ids: readonly string[]) => Promise<StatusOf>;
  readonly document: ExplanationDocument;
}

/**
 * "Explain Log Line": what the hover says, in a document to read.
 * @param wanted a line of the log in the editor, from 1; undefined: that with the cursor
 */
export async function explainLogLine(
  { explanations, statusOf, document }: ExplainWorld,
  wanted?: number,
): Promise<void> {
  const root = requireRoot();
  const editor = window.activeTextEditor;
  const file = editor === undefined ? undefined : await logPathOf(editor.document.uri, root);
  if (editor === undefined || file === undefined) throw noLogLine();
  const line = wanted ?? editor.selection.active.line + 1;
  const known = await runWithProgress(
    l10n.t('CodeLumi: explaining a log line'),
    (token, onProgress) => {
      token.onCancellationRequested(() => explanations.cancel());
      return explanations.compute(root, onProgress);
    },
  );
  const explanation = explanationAt(known, file, line);
  if (explanation === undefined) throw noLogLine();
  const points = explanationPoints(explanation, await statusOf(explanation.candidates));
  const unsaved = editor.document.isDirty ? [l10n.t('Explained is the file as it was saved.')] : [];
  await document.show(l10n.t('{0}, line {1}', file, line), [...points, ...unsaved]);
}

function noLogLine(): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: l10n.t('The cursor is on no line of a log that candidates are mined from'),
    remedy: l10n.t(
      'Open a log that .codelumi/config.json names; for one that is in a table, or too large for the editor, use codelumi extract --explain FILE:LINE.',
    ),
  });
}
