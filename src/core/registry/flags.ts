import type { Deployment } from './deployment.js';
import type { Releases } from './readReleases.js';
import { lineage, prodOf } from './rolloutState.js';
import { flagsText as splitText } from './split/flagsDocument.js';
import type { DeploymentVariant, TrafficSplit } from './split/trafficSplit.js';
import { servesUsers } from './stage.js';

/** What answers where nothing was ever deployed. */
const OWN: DeploymentVariant = { deploymentId: 'own', kb: null, reranker: null };

/** The flag file that the assistant, or a flagd, reads: who is answered by which deployment. */
export function flagsText(releases: Releases): string {
  return splitText(splitOf(releases), releases.events.length);
}

function splitOf(releases: Releases): TrafficSplit {
  const { underWay } = releases.state;
  const stable = variantOf(releases, prodOf(releases.state));
  if (underWay === undefined || !servesUsers(underWay.stage)) return { stable };
  const candidate = releases.deployments.get(underWay.deployment);
  // What is not what was started answers nobody.
  if (candidate === undefined) return { stable };
  const { id, stage, weightBp } = underWay;
  return {
    stable,
    rollout: { id, stage: stage.toLowerCase(), candidate: named(candidate.deployment), weightBp },
  };
}

/** The deployment; where its file is gone or another, the one it followed. */
function variantOf({ state, deployments }: Releases, id: string | null): DeploymentVariant {
  for (const each of lineage(state.rollouts, id)) {
    const stored = each === null ? undefined : deployments.get(each);
    if (stored !== undefined) return named(stored.deployment);
  }
  return OWN;
}

function named({ id, kb, reranker }: Deployment): DeploymentVariant {
  return {
    deploymentId: id,
    kb: { path: kb.path, sha256: kb.sha256 },
    reranker: reranker && { path: reranker.path, sha256: reranker.sha256 },
  };
}
