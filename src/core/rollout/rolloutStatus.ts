import type { JobContext } from '../job.js';
import type { Deployment } from '../registry/deployment.js';
import { type Releases, readReleases } from '../registry/readReleases.js';
import type { ReleaseProblem } from '../registry/releaseJournals.js';
import {
  lastKnownGood,
  prodAt,
  prodOf,
  type RolloutState,
  rolloutInProd,
} from '../registry/rolloutState.js';
import type { Stage } from '../registry/stage.js';
import { type ApprovalCount, approvableStage, approvalsFor } from '../registry/stageRules.js';

/** A rollout, and what the next stage asks of people. */
export interface RolloutView extends RolloutState {
  /** undefined: no stage waits for approval. */
  readonly approval: (ApprovalCount & { readonly stage: Stage }) | undefined;
  readonly content: Deployment | undefined;
}

export interface RolloutStatus {
  /** null: what the assistant has of its own. */
  readonly prod: string | null;
  readonly lastKnownGood: string | null;
  readonly underWay: RolloutView | undefined;
  readonly inProd: RolloutView | undefined;
  /** All of them, newest first. */
  readonly rollouts: readonly RolloutView[];
  readonly deployments: readonly Deployment[];
  readonly problems: readonly ReleaseProblem[];
}

type StatusContext = Pick<JobContext, 'files' | 'signer' | 'clock'>;

/** What is in production, what is on its way, and what was. Nothing is written. */
export async function rolloutStatus(context: StatusContext): Promise<RolloutStatus> {
  return statusOf(await readReleases(context));
}

/** The same of a registry that was read already. */
export function statusOf(releases: Releases): RolloutStatus {
  const { state, deployments, problems } = releases;
  const inProd = rolloutInProd(state);
  const { underWay } = state;
  return {
    prod: prodOf(state),
    lastKnownGood: lastKnownGood(state),
    underWay: underWay && viewOf(releases, underWay),
    inProd: inProd && viewOf(releases, inProd),
    rollouts: state.rollouts.map((each) => viewOf(releases, each)).reverse(),
    deployments: [...deployments.values()].map(({ deployment }) => deployment),
    problems,
  };
}

export interface WasInProd {
  /** null: what the assistant had of its own. */
  readonly deployment: string | null;
  readonly at: string;
}

/** "Which was in production at that time?" @param at ISO 8601 */
export async function inProductionAt(context: StatusContext, at: string): Promise<WasInProd> {
  const { state } = await readReleases(context);
  return { deployment: prodAt(state, at), at };
}

function viewOf({ policy, deployments }: Releases, rollout: RolloutState): RolloutView {
  const stage = approvableStage(rollout);
  const approval = stage && { stage, ...approvalsFor(rollout, stage, policy) };
  const content = deployments.get(rollout.deployment)?.deployment;
  return { ...rollout, approval, content };
}
