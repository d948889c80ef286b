import { commands, l10n, window } from 'vscode';
import { countWords } from '../../core/gitflow/decisionsSince.js';
import { gitReviewer } from '../../node/gitReviewer.js';
import { COMMANDS } from '../../shared/ids.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { plainMessage } from '../plainMessage.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';

const OPEN_PULL_REQUEST = l10n.t('Open Review Pull Request');

/** "Start Review Branch": `review/YYYY-MM-DD-name`, from what is checked out. */
export async function startBranch(jobs: JobRunner): Promise<void> {
  const root = requireTrustedRoot();
  const { name } = await gitReviewer(root);
  const { branch, from } = await jobs.run('startReviewBranch', { name }, root);
  const origin = from === undefined ? '' : l10n.t(', from {0}', from);
  void window.showInformationMessage(plainMessage(l10n.t('On {0}{1}.', branch, origin)));
}

/** "Commit Review": what reviewing changed, and nothing else that is staged. */
export async function commitChanges(jobs: JobRunner): Promise<void> {
  const root = requireTrustedRoot();
  const done = await runWithProgress(
    l10n.t('CodeLumi: committing the review'),
    (token, onProgress) => jobs.run('commitReview', {}, root, { token, onProgress }),
  );
  if (done.commit === undefined) {
    void window.showInformationMessage(l10n.t('Nothing that belongs to a review has changed.'));
    return;
  }
  const counts = countWords(done.counts);
  const words = l10n.t(
    '{0}{1}: committed on {2}.',
    done.subject,
    counts === '' ? '' : ` (${counts})`,
    done.branch,
  );
  void offerPullRequest(plainMessage(words));
}

async function offerPullRequest(words: string): Promise<void> {
  const answer = await window.showInformationMessage(words, OPEN_PULL_REQUEST);
  if (answer === OPEN_PULL_REQUEST) await commands.executeCommand(COMMANDS.openPullRequest);
}
