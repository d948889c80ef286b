import { commands, window } from 'vscode';
import type { ExtractResult } from '../../core/mining/runReport.js';
import { COMMANDS } from '../../shared/ids.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import type { ReviewDesk } from '../review/reviewDesk.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';

const REVIEW = 'Review';

/** "Extract Candidates": mines and screens the logs, then offers to review what is new. */
export async function extractCandidates(jobs: JobRunner, desk: ReviewDesk): Promise<void> {
  const root = requireTrustedRoot();
  const result = await runWithProgress('CodeLumi: extracting candidates', (token, onProgress) =>
    jobs.run('extract', {}, root, { token, onProgress }),
  );
  await desk.refresh();
  void offerReview(result);
}

async function offerReview({ report: { candidates, screening } }: ExtractResult): Promise<void> {
  if (candidates.complained_about.length > 0) {
    const ids = candidates.complained_about.join(', ');
    window.showWarningMessage(
      `Users complained since about the answers of ${ids}. Look at them again.`,
    );
  }
  if (candidates.added === 0) {
    window.showInformationMessage(
      `Nothing new: all ${candidates.mined} candidates found are known already.`,
    );
    return;
  }
  const { pending, flagged, rejected } = screening;
  const answer = await window.showInformationMessage(
    `Added ${candidates.added} candidates: ${pending} pending, ${flagged} flagged, ${rejected} rejected by screening.`,
    REVIEW,
  );
  if (answer === REVIEW) await commands.executeCommand(COMMANDS.openReview);
}
