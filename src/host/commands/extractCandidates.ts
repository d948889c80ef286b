import { commands, l10n, window } from 'vscode';
import type { ExtractResult } from '../../core/mining/runReport.js';
import { COMMANDS } from '../../shared/ids.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';

const REVIEW = l10n.t('Review');

/** "Extract Candidates": mines and screens the logs, then offers to review what is new. */
export async function extractCandidates(jobs: JobRunner, desk: ReviewDesk): Promise<void> {
  const root = requireTrustedRoot();
  const result = await runWithProgress(
    l10n.t('CodeLumi: extracting candidates'),
    (token, onProgress) => jobs.run('extract', {}, root, { token, onProgress }),
  );
  await desk.refresh();
  void offerReview(result);
}

async function offerReview({ report: { candidates, screening } }: ExtractResult): Promise<void> {
  if (candidates.complained_about.length > 0) {
    const ids = candidates.complained_about.join(', ');
    window.showWarningMessage(
      l10n.t('Users complained since about the answers of {0}. Look at them again.', ids),
    );
  }
  if (candidates.added === 0) {
    window.showInformationMessage(
      l10n.t('Nothing new: all {0} candidates found are known already.', candidates.mined),
    );
    return;
  }
  const { pending, flagged, rejected } = screening;
  const answer = await window.showInformationMessage(
    l10n.t(
      'Added {0} candidates: {1} pending, {2} flagged, {3} rejected by screening.',
      candidates.added,
      pending,
      flagged,
      rejected,
    ),
    REVIEW,
  );
  if (answer === REVIEW) await commands.executeCommand(COMMANDS.openReview);
}
