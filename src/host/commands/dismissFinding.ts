import { window } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { signedName } from '../../core/records/decision.js';
import { recordedJobs } from '../../core/runs/recordedJobs.js';
import { dismissedValue, isDismissible } from '../../core/screening/documents/dismissal.js';
import type { DocumentFinding } from '../../core/screening/documents/documentFinding.js';
import { readConfig } from '../../core/workspace/config.js';
import { gitReviewer } from '../../node/gitReviewer.js';
import { nodeContext } from '../../node/nodeContext.js';
import { ruleWords } from '../../shared/words.js';
import { findingTarget } from '../diagnostics/findingTarget.js';
import type { ScreeningDiagnostics } from '../diagnostics/screeningDiagnostics.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';

/** "Dismiss Finding": puts what was found, by its digest, on the allow-list of the settings. */
export async function dismissFinding(
  target: unknown,
  diagnostics: ScreeningDiagnostics,
  desk: ReviewDesk,
): Promise<void> {
  const root = requireTrustedRoot();
  const { finding } = await findingTarget(target, diagnostics, (each) =>
    isDismissible(each.finding),
  );
  const reason = await window.showInputBox({
    title: `Dismiss: ${ruleWords(finding.finding.rule)}`,
    prompt:
      'Why may this stand? Kept with your name in .codelumi/config.json; the value itself is not.',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? 'A reason is needed.' : undefined),
  });
  if (reason === undefined) return;
  await dismiss(finding.finding, reason, root);
  await desk.refresh();
}

/**
 * Puts what was found on the allow-list, in the name of the workspace's Git identity.
 * @throws CodelumiError `changed-meanwhile` when the rules no longer find it, and as `allowValue` does
 */
export async function dismiss(
  finding: DocumentFinding,
  reason: string,
  root: string,
): Promise<void> {
  const context = nodeContext(root, new AbortController().signal);
  const { screening } = await readConfig(context.files);
  const value = dismissedValue(finding, screening);
  if (value === undefined) throw notFound();
  const author = signedName(await gitReviewer(root));
  await recordedJobs.allowValue({ value, reason, author }, context);
}

function notFound(): CodelumiError {
  return new CodelumiError({
    reason: 'changed-meanwhile',
    what: 'The rules no longer find this',
    remedy: 'Look at the file again.',
  });
}
