import { type QuickPickItem, window } from 'vscode';
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

const TITLE = 'Start Rollout';
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
  const words = { title: TITLE, placeHolder: 'Which snapshot are users to get?' };
  const snapshot = await chooseSnapshot(target, releases, words);
  if (snapshot === undefined) return;
  const choices: RerankerChoice[] = [
    { label: 'None', description: 'the order of BM25F', file: undefined },
    ...rerankers.map(({ file, ...named }) => ({
      label: printableLine(rerankerWords(named), LONGEST_NAME),
      description: printableLine(file, LONGEST_NAME),
      file,
    })),
  ];
  const reranker = await window.showQuickPick(choices, {
    title: TITLE,
    placeHolder: 'With which reranker?',
  });
  if (reranker === undefined) return;
  const by = await gitReviewer(root);
  const input = { by, snapshot: snapshot.name, reranker: reranker.file };
  const { deployment, validate, warnings } = await runWithProgress(
    'CodeLumi: starting a rollout',
    (token, onProgress) => jobs.run('startRollout', input, root, { token, onProgress }),
  );
  await rollouts.refresh();
  await milestones.reached('startedRollout');
  const done = [
    `Started the rollout of ${deployment.id}; nobody is answered by it before it is validated.`,
    ...warnings,
  ];
  // Not awaited: the command is over, the message stays.
  offerValidation(done.join(' '), validate).catch((error) => errors.report(error));
}

function anotherIsOnItsWay(deployment: string): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: `${deployment} is on its way, and only one rollout can be`,
    remedy: 'Lead it to its end, or roll it back, first.',
  });
}
