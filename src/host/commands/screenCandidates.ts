import { l10n, window } from 'vscode';
import type { JobRunner } from '../jobs/jobRunner.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';

/** "Screen Candidates Again": after a change of rules or policy. */
export async function screenCandidates(jobs: JobRunner, desk: ReviewDesk): Promise<void> {
  const root = requireTrustedRoot();
  const { screened, changed } = await runWithProgress(
    l10n.t('CodeLumi: screening candidates'),
    (token, onProgress) => jobs.run('screen', {}, root, { token, onProgress }),
  );
  await desk.refresh();
  const outcome = changed === 0 ? l10n.t('nothing changed') : l10n.t('{0} changed', changed);
  window.showInformationMessage(l10n.t('Screened {0} candidates: {1}.', screened, outcome));
}
