import type { JobContext } from '../job.js';
import { type Policies, readPolicies } from '../review/quorum/policies.js';
import { readSigners } from '../signing/readSigners.js';
import type { Policy } from '../workspace/settings/policySchema.js';
import {
  type Deployment,
  deploymentFile,
  readDeployment,
  type StoredDeployment,
} from './deployment.js';
import { foldEvents } from './foldEvents.js';
import { type ReadEvents, type ReleaseProblem, readReleaseEvents } from './releaseJournals.js';
import { proveEvents } from './releaseSignatures.js';
import type { ProvenEvent, ReleaseState, RolloutState } from './rolloutState.js';

/** Everything that the registry says, checked. */
export interface Releases {
  readonly state: ReleaseState;
  readonly events: readonly ProvenEvent[];
  /** By id: those whose file is what was started. */
  readonly deployments: ReadonlyMap<string, StoredDeployment>;
  readonly heads: ReadEvents['heads'];
  /** The policy that was in force at a time, ISO 8601. */
  readonly policies: (time: string) => Policy;
  /** The policy in force. */
  readonly policy: Policy;
  readonly problems: readonly ReleaseProblem[];
}

type ReadContext = Pick<JobContext, 'files' | 'signer'> & Partial<Pick<JobContext, 'clock'>>;

/**
 * Reads all journals of releases, checks chains and signatures, and works out what they add up to.
 * @param known left out: they are read as well
 * @throws CodelumiError `invalid-input` when it cannot be told who may sign
 */
export async function readReleases(
  context: ReadContext,
  known?: Pick<Policies, 'now' | 'at'>,
): Promise<Releases> {
  const { events: journalled, problems, heads } = await readReleaseEvents(context);
  const policies = known ?? (await readPolicies(context));
  // Most workspaces have none: then it does not matter who may sign.
  const proven =
    journalled.length === 0
      ? { events: [], problems: [] }
      : await proveEvents(context, journalled, await readSigners(context));
  const policyAt = (time: string) => policies.at(time) ?? policies.now;
  const state = foldEvents(proven.events, policyAt);
  const { deployments, problems: damaged } = await readStarted(context, proven.events);
  return {
    state,
    events: proven.events,
    deployments,
    heads,
    policies: policyAt,
    policy: policies.now,
    problems: [...problems, ...proven.problems, ...damaged, ...state.ignored],
  };
}

/**
 * The deployments as they were started. One whose file is gone or another is left out: what happened still counts, so
 * that the way back stays open, but nothing of it is served.
 */
async function readStarted(
  context: ReadContext,
  events: readonly ProvenEvent[],
): Promise<Pick<Releases, 'deployments' | 'problems'>> {
  const deployments = new Map<string, StoredDeployment>();
  const problems: ReleaseProblem[] = [];
  for (const { event } of events) {
    if (event.type !== 'start') continue;
    const stored = await readDeployment(context, event.deployment);
    if (stored?.sha256 === event.deployment_sha256) deployments.set(event.deployment, stored);
    else
      problems.push({
        place: { file: deploymentFile(event.deployment) },
        message: 'is gone, or is not what was started; restore it from Git',
      });
  }
  return { deployments, problems };
}

/** What a rollout leads to users, and what a rollback leads back to. */
export interface ComparedDeployments {
  readonly candidate: Deployment;
  /** undefined: what the assistant has of its own. */
  readonly baseline: Deployment | undefined;
}

/** undefined where a file of either is gone or another: then nothing can be said of them. */
export function comparedIn(
  { deployments }: Pick<Releases, 'deployments'>,
  { deployment, baseline }: Pick<RolloutState, 'deployment' | 'baseline'>,
): ComparedDeployments | undefined {
  const candidate = deployments.get(deployment)?.deployment;
  const before = baseline === null ? undefined : deployments.get(baseline)?.deployment;
  if (candidate === undefined || (baseline !== null && before === undefined)) return undefined;
  return { candidate, baseline: before };
}
