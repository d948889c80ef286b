import { l10n, window } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { signedName } from '../../core/records/decision.js';
import { dismissedValue, isDismissible } from '../../core/screening/documents/dismissal.js';
import type { DocumentFinding } from '../../core/screening/documents/documentFinding.js';
import { readConfig } from '../../core/workspace/config.js';
import { gitReviewer } from '../../node/gitReviewer.js';
import { ruleWords } from '../../shared/words.js';
import { findingTarget } from '../diagnostics/findingTarget.js';
import type { ScreeningDiagnostics } from '../diagnostics/screeningDiagnostics.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { filesOfWorkspace } from '../workspace/userDataFolder.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';

interface DismissWorld {
  readonly diagnostics: ScreeningDiagnostics;
  readonly desk: ReviewDesk;
  readonly jobs: JobRunner;
}

/** "Dismiss Finding": puts what was found, by its digest, on the allow-list of the settings. */
export async function dismissFinding(
  target: unknown,
  { diagnostics, desk, jobs }: DismissWorld,
): Promise<void> {
  const root = requireTrustedRoot();
  const { finding } = await findingTarget(target, diagnostics, (each) =>
    isDismissible(each.finding),
  );
  const reason = await window.showInputBox({
    title: l10n.t('Dismiss: {0}', ruleWords(finding.finding.rule)),
    prompt: l10n.t(
      'Why may this stand? Kept with your name in .codelumi/config.json; the value itself is not.',
    ),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? l10n.t('A reason is needed.') : undefined),
  });
  if (reason === undefined) return;
  await dismiss(finding.finding, reason, root, jobs);
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
  jobs: JobRunner,
): Promise<void> {
  const { screening } = await readConfig(filesOfWorkspace(root));
  const value = dismissedValue(finding, screening);
  if (value === undefined) throw notFound();
  const author = signedName(await gitReviewer(root));
  await jobs.run('allowValue', { value, reason, author }, root);
}

function notFound(): CodelumiError {
  return new CodelumiError({
    reason: 'changed-meanwhile',
    what: l10n.t('The rules no longer find this'),
    remedy: l10n.t('Look at the file again.'),
  });
}
