import { CodelumiError } from '../../errors.js';
import type { Deployment } from '../../registry/deployment.js';
import { OWN } from '../../registry/ownDeployment.js';
import type { Releases } from '../../registry/readReleases.js';
import { lastKnownGood, prodOf } from '../../registry/rolloutState.js';

/** Which deployments are to be compared: ids, `own`, `prod`, `candidate` or `lastKnownGood`. */
export interface DeploymentChoice {
  /** Left out: what `after` followed; where that is left out as well, what is in production. */
  readonly before?: string | undefined;
  /** Left out: what is on its way. */
  readonly after?: string | undefined;
}

export interface ChosenDeployments {
  /** undefined: what the assistant has of its own. */
  readonly before: Deployment | undefined;
  readonly after: Deployment | undefined;
}

/** @throws CodelumiError `not-found` for one that is not there, or whose file is not what was started */
export function chosenDeployments(
  releases: Releases,
  { before, after }: DeploymentChoice,
): ChosenDeployments {
  const later = idOf(releases, after ?? 'candidate');
  const earlier = before === undefined ? followedBy(releases, later) : idOf(releases, before);
  return { before: deploymentOf(releases, earlier), after: deploymentOf(releases, later) };
}

/** null: what the assistant has of its own. */
function idOf({ state }: Releases, name: string): string | null {
  if (name === OWN) return null;
  if (name === 'prod') return prodOf(state);
  if (name === 'lastKnownGood') return lastKnownGood(state);
  if (name !== 'candidate') return name;
  if (state.underWay !== undefined) return state.underWay.deployment;
  throw new CodelumiError({
    reason: 'not-found',
    what: 'No rollout is on its way, so there is no candidate',
    remedy: 'Name two deployments; codelumi rollout status shows them.',
  });
}

/** What was in production when the last rollout of a deployment began. */
function followedBy({ state }: Releases, id: string | null): string | null {
  return state.rollouts.findLast(({ deployment }) => deployment === id)?.baseline ?? null;
}

function deploymentOf({ deployments }: Releases, id: string | null): Deployment | undefined {
  if (id === null) return undefined;
  const stored = deployments.get(id);
  if (stored !== undefined) return stored.deployment;
  throw new CodelumiError({
    reason: 'not-found',
    what: `There is no deployment ${JSON.stringify(id.slice(0, 100))}, or its file is not what was started`,
    remedy: 'Name one that codelumi rollout status shows, own, prod, candidate or lastKnownGood.',
  });
}
