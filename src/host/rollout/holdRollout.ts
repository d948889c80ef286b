import { window } from 'vscode';
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
    title: 'Approve Rollout Stage',
    prompt: `${deployment} may enter ${approval.stage} (${given} of ${needed} ${mustBeSigned ? 'signed ' : ''}approvals). Enter approves, Escape does not.`,
    placeHolder: 'What speaks for it (may stay empty)',
  });
  if (why === undefined) return;
  const by = await gitReviewer(root);
  const { count, warnings } = await runWithProgress('CodeLumi: approving', (token, onProgress) =>
    jobs.run('approveRollout', { by, why: why || undefined }, root, { token, onProgress }),
  );
  await rollouts.refresh();
  const done = `Approved ${approval.stage}: ${count.given} of ${count.needed} approvals.`;
  tell([done, ...warnings]);
}

/** "Pause Rollout": no stage is entered until it is resumed; guardrails go on. */
export async function pauseRollout({ jobs, rollouts }: HoldWorld): Promise<void> {
  const root = requireTrustedRoot();
  const { deployment } = await requireRollout(rollouts);
  const why = await window.showInputBox({
    title: 'Pause Rollout',
    prompt: `Nobody new gets ${deployment} until it is resumed; guardrails go on.`,
    placeHolder: 'Why (may stay empty)',
  });
  if (why === undefined) return;
  const by = await gitReviewer(root);
  const { warnings } = await jobs.run('pauseRollout', { by, why: why || undefined }, root);
  await rollouts.refresh();
  tell([`Paused the rollout of ${deployment}.`, ...warnings]);
}

/** "Resume Rollout": stages are entered again. */
export async function resumeRollout({ jobs, rollouts }: HoldWorld): Promise<void> {
  const root = requireTrustedRoot();
  const { deployment } = await requireRollout(rollouts);
  const by = await gitReviewer(root);
  const { warnings } = await jobs.run('resumeRollout', { by }, root);
  await rollouts.refresh();
  tell([`Resumed the rollout of ${deployment}.`, ...warnings]);
}

/** Not awaited: the command is over, the message stays. */
function tell(sentences: readonly string[]): void {
  void window.showInformationMessage(plainMessage(sentences.join(' ')));
}

function nothingToApprove(stage: string): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: `The rollout is in ${stage}, and its next stage asks for no approval`,
    remedy: 'Let its gates be looked at (CodeLumi: Advance Rollout).',
  });
}
