import { l10n, window } from 'vscode';
import { gitReviewer } from '../../node/gitReviewer.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { plainMessage } from '../plainMessage.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';
import { offerValidation } from './offerValidation.js';
import type { RolloutWorld } from './rolloutWorld.js';

/** "Advance Rollout": looks at the gates, and goes on, waits, pauses or rolls back as they say. */
export async function advanceRollout({
  jobs,
  rollouts,
  errors,
}: Pick<RolloutWorld, 'jobs' | 'rollouts' | 'errors'>): Promise<void> {
  const root = requireTrustedRoot();
  const by = await gitReviewer(root);
  const { done, rolledBack, validate, warnings } = await runWithProgress(
    l10n.t('CodeLumi: looking at the gates of the rollout'),
    (token, onProgress) => jobs.run('advanceRollout', { by }, root, { token, onProgress }),
  );
  await rollouts.refresh();
  const words = plainMessage([done, ...warnings].join(' '));
  // Not awaited: the command is over, the message stays. What follows from it can still fail.
  if (rolledBack !== undefined) void window.showErrorMessage(words);
  else if (validate === undefined) void window.showInformationMessage(words);
  else offerValidation(words, validate).catch((error) => errors.report(error));
}
