import { HOUR_MS } from '../durations.js';
import type { JobContext } from '../job.js';
import { type Releases, readReleases } from '../registry/readReleases.js';
import { type ReleaseState, type RolloutState, rolloutInProd } from '../registry/rolloutState.js';
import { readConfig } from '../workspace/config.js';
import type { RolloutPolicy } from '../workspace/settings/rolloutSchema.js';
import type { Gate } from './gates/gate.js';
import { judgeRollout } from './judgeRollout.js';
import { type PlannedStep, plannedStep } from './plannedStep.js';

/** What a rollout waits for, and what an evaluation would do now. */
export interface RolloutOutlook {
  /** Of the rollout. */
  readonly id: string;
  /** Those of the stage that it is in. */
  readonly gates: readonly Gate[];
  readonly step: PlannedStep;
}

/**
 * Looks at the gates as `advanceRollout` does, and leaves everything as it is. Logs are read and rankings run: seconds,
 * or minutes where logs are long.
 *
 * @returns undefined where no rollout is on its way, and what is in production was watched long enough
 */
export async function rolloutOutlook(
  _input: Record<string, never>,
  context: JobContext,
): Promise<RolloutOutlook | undefined> {
  return outlookOf(context, await readReleases(context));
}

/** The same of a registry that was read already. */
export async function outlookOf(
  context: JobContext,
  releases: Releases,
): Promise<RolloutOutlook | undefined> {
  const { rollout: policy } = await readConfig(context.files);
  const now = context.clock.now();
  const rollout = rolloutToWatch(releases.state, policy, now);
  if (rollout === undefined) return undefined;
  const gates = await judgeRollout(context, releases, rollout);
  const step = plannedStep(rollout, gates, { rollout: policy, approvals: releases.policy, now });
  return { id: rollout.id, gates, step };
}

/** The one that is on its way; else the one in production, as long as it is watched there. */
export function rolloutToWatch(
  state: Pick<ReleaseState, 'underWay' | 'rollouts'>,
  { prod }: Pick<RolloutPolicy, 'prod'>,
  now: Date,
): RolloutState | undefined {
  if (state.underWay !== undefined) return state.underWay;
  const inProd = rolloutInProd(state);
  if (inProd === undefined) return undefined;
  const hours = (now.getTime() - Date.parse(inProd.enteredAt)) / HOUR_MS;
  return hours < prod.bakeHours ? inProd : undefined;
}
