import { type DiffSides, diffSides } from '../../comparison/diffSides.js';
import type { Job } from '../../job.js';
import type { DeploymentChoice } from './chosenDeployments.js';
import { deploymentSides } from './deploymentSides.js';
import { type PartChange, partChanges } from './partChanges.js';

/** Two deployments as texts for an editor that compares lines, and what differs beside the entries. */
export interface DeploymentDiff extends DiffSides {
  readonly names: { readonly before: string; readonly after: string };
  readonly parts: readonly PartChange[];
}

/** @throws CodelumiError as `deploymentSides` */
export const diffDeployments: Job<DeploymentChoice, DeploymentDiff> = async (choice, context) => {
  const sides = await deploymentSides(context, choice);
  const { before, after } = sides;
  const names = { before: before.entries.name ?? '', after: after.entries.name ?? '' };
  const texts = await diffSides({ before: before.entries, after: after.entries }, context);
  return { ...texts, names, parts: partChanges(sides) };
};
