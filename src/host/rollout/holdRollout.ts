import { l10n, window } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { gitReviewer } from '../../node/gitReviewer.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { plainMessage } from '../plainMessage.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';
import { requireRollout } from './rolloutIn.js';
import type { RolloutWorld } from './rolloutWorld.js';

type HoldWorld = Pick<RolloutWorld, 'jobs' | 'rollouts'>;

/** "Approve Rollout Stage": that what is on its way may enter its next stage, signed where this machine has a key. */
export async function approveRollout({ jobs, rollouts }: HoldWorld): Promise<void> {
  const root = requireTrustedRoot();
  const { deployment, approval, stage } = await requireRollout(rollouts);
  if (approval === undefined) throw nothingToApprove(stage);
  const { given, needed, mustBeSigned } = approval;
  const why = await window.showInputBox({
    title: l10n.t('Approve Rollout Stage'),
    prompt: l10n.t(
      '{0} may enter {1} ({2} of {3} {4}approvals). Enter approves, Escape does not.',
      deployment,
      approval.stage,
      given,
      needed,
      mustBeSigned ? 'signed ' : '',
    ),
    placeHolder: l10n.t('What speaks for it (may stay empty)'),
  });
  if (why === undefined) return;
  const by = await gitReviewer(root);
  const { count, warnings } = await runWithProgress(
    l10n.t('CodeLumi: approving'),
    (token, onProgress) =>
      jobs.run('approveRollout', { by, why: why || undefined }, root, { token, onProgress }),
  );
  await rollouts.refresh();
  const done = l10n.t(
    'Approved {0}: {1} of {2} approvals.',
    approval.stage,
    count.given,
    count.needed,
  );
  tell([done, ...warnings]);
}

/** "Pause Rollout": no stage is entered until it is resumed; guardrails go on. */
export async function pauseRollout({ jobs, rollouts }: HoldWorld): Promise<void> {
  const root = requireTrustedRoot();
  const { deployment } = await requireRollout(rollouts);
  const why = await window.showInputBox({
    title: l10n.t('Pause Rollout'),
    prompt: l10n.t('Nobody new gets {0} until it is resumed; guardrails go on.', deployment),
    placeHolder: l10n.t('Why (may stay empty)'),
  });
  if (why === undefined) return;
  const by = await gitReviewer(root);
  const { warnings } = await jobs.run('pauseRollout', { by, why: why || undefined }, root);
  await rollouts.refresh();
  tell([l10n.t('Paused the rollout of {0}.', deployment), ...warnings]);
}

/** "Resume Rollout": stages are entered again. */
export async function resumeRollout({ jobs, rollouts }: HoldWorld): Promise<void> {
  const root = requireTrustedRoot();
  const { deployment } = await requireRollout(rollouts);
  const by = await gitReviewer(root);
  const { warnings } = await jobs.run('resumeRollout', { by }, root);
  await rollouts.refresh();
  tell([l10n.t('Resumed the rollout of {0}.', deployment), ...warnings]);
}

/** Not awaited: the command is over, the message stays. */
function tell(sentences: readonly string[]): void {
  void window.showInformationMessage(plainMessage(sentences.join(' ')));
}

function nothingToApprove(stage: string): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: l10n.t('The rollout is in {0}, and its next stage asks for no approval', stage),
    remedy: l10n.t('Let its gates be looked at (CodeLumi: Advance Rollout).'),
  });
}
