import { l10n } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import type { RolloutOverview } from '../../core/rollout/rolloutOverview.js';
import type { RolloutView } from '../../core/rollout/rolloutStatus.js';
import { idIn } from '../releases/idIn.js';
import type { RolloutReleases } from './rolloutReleases.js';

/** The rollout of a row that a command was called on; undefined: it was called on something else, or on nothing. */
export function rolloutIn(target: unknown): string | undefined {
  return idIn(target, 'rollout');
}

/** The same of a deployment. */
export function deploymentIn(target: unknown): string | undefined {
  return idIn(target, 'deployment');
}

/** @throws CodelumiError `not-readable` where the registry cannot be read; the view says why */
export async function requireOverview(rollouts: RolloutReleases): Promise<RolloutOverview> {
  await rollouts.refresh();
  if (rollouts.overview !== undefined) return rollouts.overview;
  throw new CodelumiError({
    reason: 'not-readable',
    what: l10n.t('The rollouts cannot be read'),
    remedy: l10n.t('See the Releases view for why.'),
  });
}

/** @throws CodelumiError `not-found` where no rollout is on its way */
export async function requireRollout(rollouts: RolloutReleases): Promise<RolloutView> {
  const { underWay } = (await requireOverview(rollouts)).status;
  if (underWay !== undefined) return underWay;
  throw new CodelumiError({
    reason: 'not-found',
    what: l10n.t('No rollout is on its way'),
    remedy: l10n.t('Start one (CodeLumi: Start Rollout…).'),
  });
}
