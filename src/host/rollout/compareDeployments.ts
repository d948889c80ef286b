import { window } from 'vscode';
import type { SideInput } from '../../core/comparison/recordSide.js';
import { CodelumiError } from '../../core/errors.js';
import type { Deployment } from '../../core/registry/deployment.js';
import type { RolloutOverview } from '../../core/rollout/rolloutOverview.js';
import { contentWords } from '../../core/rollout/rolloutWords.js';
import { printableLine } from '../../shared/printable.js';
import { showComparison } from '../compare/compareRecords.js';
import { plainMessage } from '../plainMessage.js';
import { requireRoot } from '../workspace/workspaceFolder.js';
import { deploymentIn, requireOverview } from './rolloutIn.js';
import type { RolloutWorld } from './rolloutWorld.js';

const TITLE = 'Compare Deployments';
const LONGEST_NAME = 120;

/**
 * "Compare Deployments": the snapshots of two that are selected, or of one and what it was held against, entry beside
 * entry in the diff editor; how they rank is told in a message. From the palette both are asked for.
 */
export async function compareDeployments(
  target: unknown,
  selected: unknown,
  { jobs, rollouts, records }: RolloutWorld,
): Promise<void> {
  const root = requireRoot();
  const both = await chooseBoth(target, selected, await requireOverview(rollouts));
  if (both === undefined) return;
  const [before, after] = both;
  if (before.reranker?.sha256 !== after.reranker?.sha256)
    // Not awaited: it stays beside the comparison.
    void window.showInformationMessage(
      plainMessage(`They rank differently. ${wordsOf(before)}. ${wordsOf(after)}.`),
    );
  await showComparison(root, { before: sideOf(before), after: sideOf(after) }, jobs, records);
}

/** Older first. */
async function chooseBoth(
  target: unknown,
  selected: unknown,
  { status }: RolloutOverview,
): Promise<readonly [Deployment, Deployment] | undefined> {
  const all = status.deployments.toSorted((a, b) => (a.created_at < b.created_at ? -1 : 1));
  const named = (Array.isArray(selected) ? selected : [target]).flatMap(
    (each) => deploymentIn(each) ?? [],
  );
  const [first, second, ...others] = all.filter(({ id }) => named.includes(id));
  if (first !== undefined && second !== undefined && others.length === 0) return [first, second];
  if (all.length < 2) throw tooFew();
  const after = first ?? (await choose(all.toReversed(), 'Which deployment, as it is after?'));
  if (after === undefined) return undefined;
  const baseline = status.rollouts.find(({ deployment }) => deployment === after.id)?.baseline;
  const held = first && all.find(({ id }) => id === baseline);
  const before =
    held ??
    (await choose(
      all.filter(({ id }) => id !== after.id).toReversed(),
      `With which one, as it was before ${after.id}?`,
    ));
  return before && [before, after];
}

async function choose(
  deployments: readonly Deployment[],
  placeHolder: string,
): Promise<Deployment | undefined> {
  const rows = deployments.map((deployment) => ({
    label: deployment.id,
    description: printableLine(contentWords(deployment), LONGEST_NAME),
    deployment,
  }));
  return (await window.showQuickPick(rows, { title: TITLE, placeHolder }))?.deployment;
}

function wordsOf(deployment: Deployment): string {
  return `${deployment.id}: ${contentWords(deployment)}`;
}

function sideOf({ id, kb }: Deployment): SideInput {
  return { file: kb.path, name: `${id} ${kb.name}`, withoutPlaces: true };
}

function tooFew(): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: 'There are no two deployments to compare',
    remedy: 'Start a rollout first (CodeLumi: Start Rollout…), or compare snapshots.',
  });
}
