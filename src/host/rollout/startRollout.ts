import { l10n, type QuickPickItem, window } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { rerankerWords } from '../../core/rollout/rolloutWords.js';
import { gitReviewer } from '../../node/gitReviewer.js';
import { printableLine } from '../../shared/printable.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { chooseSnapshot } from '../releases/chooseSnapshot.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';
import { offerValidation } from './offerValidation.js';
import { requireOverview } from './rolloutIn.js';
import type { RolloutWorld } from './rolloutWorld.js';

const TITLE = l10n.t('Start Rollout');
const LONGEST_NAME = 80;

interface RerankerChoice extends QuickPickItem {
  readonly file: string | undefined;
}

/** "Start Rollout…": a snapshot, and a reranker or none, become a deployment. Nobody is answered by it yet. */
export async function startRollout(target: unknown, world: RolloutWorld): Promise<void> {
  const root = requireTrustedRoot();
  const { jobs, releases, rollouts, milestones, errors } = world;
  const { status, rerankers } = await requireOverview(rollouts);
  if (status.underWay !== undefined) throw anotherIsOnItsWay(status.underWay.deployment);
  const words = { title: TITLE, placeHolder: l10n.t('Which snapshot are users to get?') };
  const snapshot = await chooseSnapshot(target, releases, words);
  if (snapshot === undefined) return;
  const choices: RerankerChoice[] = [
    { label: l10n.t('None'), description: l10n.t('the order of BM25F'), file: undefined },
    ...rerankers.map(({ file, ...named }) => ({
      label: printableLine(rerankerWords(named), LONGEST_NAME),
      description: printableLine(file, LONGEST_NAME),
      file,
    })),
  ];
  const reranker = await window.showQuickPick(choices, {
    title: TITLE,
    placeHolder: l10n.t('With which reranker?'),
  });
  if (reranker === undefined) return;
  const by = await gitReviewer(root);
  const input = { by, snapshot: snapshot.name, reranker: reranker.file };
  const { deployment, validate, warnings } = await runWithProgress(
    l10n.t('CodeLumi: starting a rollout'),
    (token, onProgress) => jobs.run('startRollout', input, root, { token, onProgress }),
  );
  await rollouts.refresh();
  await milestones.reached('startedRollout');
  const done = [
    l10n.t(
      'Started the rollout of {0}; nobody is answered by it before it is validated.',
      deployment.id,
    ),
    ...warnings,
  ];
  // Not awaited: the command is over, the message stays.
  offerValidation(done.join(' '), validate).catch((error) => errors.report(error));
}

function anotherIsOnItsWay(deployment: string): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: l10n.t('{0} is on its way, and only one rollout can be', deployment),
    remedy: l10n.t('Lead it to its end, or roll it back, first.'),
  });
}
