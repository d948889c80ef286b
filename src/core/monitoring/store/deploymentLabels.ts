import { OWN } from '../../registry/ownDeployment.js';
import type { Releases } from '../../registry/readReleases.js';
import { prodAt } from '../../registry/rolloutState.js';
import { deploymentName } from '../../rollout/rolloutWords.js';

/** Scores that the assistant logged of what it has of its own: they are of a reranker that nothing names. */
const UNNAMED_RERANKER = 'assistant';
/** Of a deployment whose file is gone or another. */
const UNKNOWN_RERANKER = 'unknown';

/** What was in production when somebody searched. @param time milliseconds since the epoch */
export function deploymentAt({ state }: Pick<Releases, 'state'>, time: number): string {
  return prodAt(state, new Date(time).toISOString()) ?? OWN;
}

/**
 * Whose scores a deployment's are, as `HourRow.reranker` has it.
 * @param isLogged whether the assistant logged them
 */
export function rerankerLabel(
  { deployments }: Pick<Releases, 'deployments'>,
  deployment: string,
  isLogged: boolean,
): string | null {
  if (deployment === OWN) return isLogged ? UNNAMED_RERANKER : null;
  const stored = deployments.get(deployment);
  if (stored === undefined) return UNKNOWN_RERANKER;
  const { reranker } = stored.deployment;
  return reranker === null ? null : `${reranker.name} ${reranker.version}`;
}

/** Whose answers they are, in words. */
export function labelWords(deployment: string): string {
  return deploymentName(deployment === OWN ? null : deployment);
}
