import { commands, env, l10n, window } from 'vscode';
import type { RolledBack } from '../../core/rollout/rollBack.js';
import { rollbackWords } from '../../core/rollout/rolloutWords.js';
import { REGISTRY_FOLDER } from '../../core/workspace/paths.js';
import { gitReviewer } from '../../node/gitReviewer.js';
import { printableLine } from '../../shared/printable.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { plainMessage } from '../plainMessage.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';
import type { RolloutWorld } from './rolloutWorld.js';

const ROLL_BACK = l10n.t('Roll Back');
const OPEN_SOURCE_CONTROL = l10n.t('Open Source Control');
const COPY = l10n.t('Copy Git Command');
const LONGEST_LINE = 400;

/** "Roll Back…": says what that leads to and whether it works, and does it after one yes. */
export async function rollBack(
  { jobs, rollouts, milestones, errors }: Omit<RolloutWorld, 'releases' | 'timeline' | 'records'>,
  confirms: (question: string, detail: string) => Promise<boolean> = confirmsInModal,
): Promise<void> {
  const root = requireTrustedRoot();
  const rehearsed = await runWithProgress(
    l10n.t('CodeLumi: trying out what a rollback leads to'),
    (token, onProgress) => jobs.run('rehearseRollback', {}, root, { token, onProgress }),
  );
  const detail = rollbackWords(rehearsed, true)
    .map((line) => printableLine(line, LONGEST_LINE))
    .join('\n\n');
  const question = l10n.t('Roll back {0}?', rehearsed.from);
  if (!(await confirms(question, detail))) return;
  const by = await gitReviewer(root);
  // Without a button to cancel: what is half done is only finished by the next one who looks.
  const done = await jobs.run('rollBack', { by, reason: 'rolled back by hand' }, root);
  await rollouts.refresh();
  await milestones.reached('rolledBack');
  // Not awaited: the command is over, the message stays. What follows from it can still fail.
  tell(done).catch((error) => errors.report(error));
}

async function confirmsInModal(question: string, detail: string): Promise<boolean> {
  const options = { modal: true, detail };
  return (await window.showWarningMessage(question, options, ROLL_BACK)) === ROLL_BACK;
}

async function tell(done: RolledBack): Promise<void> {
  const [head = '', ...tried] = rollbackWords(done, false);
  const words = done.outcome === 'failed' ? [head, ...tried] : [head];
  const message = plainMessage([...words, ...done.warnings].join(' '));
  const answer =
    done.outcome === 'failed'
      ? await window.showErrorMessage(message, OPEN_SOURCE_CONTROL, COPY)
      : await window.showInformationMessage(message, OPEN_SOURCE_CONTROL, COPY);
  if (answer === OPEN_SOURCE_CONTROL) await commands.executeCommand('workbench.view.scm');
  else if (answer === COPY)
    await env.clipboard.writeText(
      `git add ${REGISTRY_FOLDER} && git commit -m "Roll back ${done.from}"`,
    );
}
