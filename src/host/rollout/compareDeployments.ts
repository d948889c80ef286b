import { l10n, window } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import type { Deployment } from '../../core/registry/deployment.js';
import { OWN } from '../../core/registry/ownDeployment.js';
import { partWords } from '../../core/rollout/comparison/partChanges.js';
import type { RolloutOverview } from '../../core/rollout/rolloutOverview.js';
import { contentWords, deploymentName } from '../../core/rollout/rolloutWords.js';
import { printableLine } from '../../shared/printable.js';
import { showSides } from '../compare/compareRecords.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { plainMessage } from '../plainMessage.js';
import { requireRoot } from '../workspace/workspaceFolder.js';
import { deploymentIn, requireOverview } from './rolloutIn.js';
import type { RolloutWorld } from './rolloutWorld.js';

const TITLE = l10n.t('Compare Deployments');
const LONGEST_NAME = 120;

/**
 * "Compare Deployments": the entries of two that are selected, or of one and what it was held against, beside each other in
 * the diff editor; how they rank, and that settings differ, is told in a message. What the assistant has of its own may be
 * either. From the palette both are asked for.
 */
export async function compareDeployments(
  target: unknown,
  selected: unknown,
  { jobs, rollouts, records }: RolloutWorld,
): Promise<void> {
  const root = requireRoot();
  const chosen = await chooseBoth(target, selected, await requireOverview(rollouts));
  if (chosen === undefined) return;
  const compared = await runWithProgress(
    l10n.t('CodeLumi: comparing deployments'),
    (token, onProgress) => jobs.run('diffDeployments', chosen, root, { token, onProgress }),
  );
  const told = compared.parts.filter(
    ({ part, verdict }) => part !== 'knowledge' && verdict !== 'same',
  );
  if (told.length > 0)
    // Not awaited: it stays beside the comparison.
    void window.showInformationMessage(plainMessage(told.map(partWords).join('; ')));
  await showSides(compared.names, compared, records);
}

interface Choice {
  readonly before: string;
  readonly after: string;
}

/** Older first. */
async function chooseBoth(
  target: unknown,
  selected: unknown,
  { status }: RolloutOverview,
): Promise<Choice | undefined> {
  const all = status.deployments.toSorted((a, b) => (a.created_at < b.created_at ? -1 : 1));
  if (all.length === 0) throw tooFew();
  const named = (Array.isArray(selected) ? selected : [target]).flatMap(
    (each) => deploymentIn(each) ?? [],
  );
  const [first, second, ...others] = all.filter(({ id }) => named.includes(id));
  if (first !== undefined && second !== undefined && others.length === 0)
    return { before: first.id, after: second.id };
  const rows = [...all.toReversed().map(rowOf), OWN_ROW];
  const after = first?.id ?? (await choose(rows, l10n.t('Which deployment, as it is after?')));
  if (after === undefined) return undefined;
  const before =
    followedBy(first, status) ??
    (await choose(
      rows.filter(({ choice }) => choice !== after),
      l10n.t('With which one, as it was before {0}?', after),
    ));
  return before === undefined ? undefined : { before, after };
}

/** Of a row: what it was held against. */
function followedBy(
  deployment: Deployment | undefined,
  { rollouts, deployments }: RolloutOverview['status'],
): string | undefined {
  const rollout = rollouts.find((each) => each.deployment === deployment?.id);
  if (rollout === undefined) return undefined;
  const { baseline } = rollout;
  if (baseline === null) return OWN;
  return deployments.some(({ id }) => id === baseline) ? baseline : undefined;
}

interface Row {
  readonly label: string;
  readonly description: string;
  readonly choice: string;
}

const OWN_ROW: Row = {
  label: deploymentName(null),
  description: l10n.t('as it is now'),
  choice: OWN,
};

function rowOf(deployment: Deployment): Row {
  const description = printableLine(contentWords(deployment), LONGEST_NAME);
  return { label: deployment.id, description, choice: deployment.id };
}

async function choose(rows: readonly Row[], placeHolder: string): Promise<string | undefined> {
  return (await window.showQuickPick(rows, { title: TITLE, placeHolder }))?.choice;
}

function tooFew(): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: l10n.t('There is no deployment to compare'),
    remedy: l10n.t('Start a rollout first (CodeLumi: Start Rollout…), or compare snapshots.'),
  });
}
