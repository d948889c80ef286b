import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import type { Reviewer } from '../records/decision.js';
import { requireUnderWay, withRegistry } from '../registry/act.js';
import type { RolloutState } from '../registry/rolloutState.js';
import type { Stage } from '../registry/stage.js';
import { type ApprovalCount, approvableStage, approvalsFor } from '../registry/stageRules.js';
import { requireKey } from '../signing/requireKey.js';

export interface HoldInput {
  readonly by: Reviewer;
  readonly why?: string | undefined;
}

export interface Held {
  readonly rollout: RolloutState;
  readonly warnings: readonly string[];
}

export interface Approved extends Held {
  readonly stage: Stage;
  readonly count: ApprovalCount;
}

/**
 * Says that the rollout that is on its way may enter its next stage, signed with this machine's key where there is one.
 * @throws CodelumiError `cannot-sign` where only signed approvals count and there is no key; `wrong-usage` where no stage
 *   waits for approval
 */
export async function approveRollout(
  { by, why }: HoldInput,
  context: JobContext,
): Promise<Approved> {
  return withRegistry(context, { by, purpose: 'approve a rollout' }, async (registry) => {
    const rollout = requireUnderWay(registry.releases.state);
    const stage = approvableStage(rollout);
    if (stage !== 'CANARY' && stage !== 'BETA' && stage !== 'PROD') throw nothingToApprove(rollout);
    const { policy } = registry.releases;
    if (approvalsFor(rollout, stage, policy).mustBeSigned) await requireKey(context);
    const { id, deployment } = rollout;
    const said = why === undefined ? {} : { why };
    await registry.append({ type: 'approve', rollout: id, deployment, stage, ...said });
    const after = requireUnderWay(registry.releases.state);
    const count = approvalsFor(after, stage, policy);
    return { rollout: after, stage, count, warnings: registry.warnings };
  });
}

/** Nobody new gets the candidate, and no stage is entered, until it is resumed; guardrails go on. */
export async function pauseRollout({ by, why }: HoldInput, context: JobContext): Promise<Held> {
  return withRegistry(context, { by, purpose: 'pause a rollout' }, async (registry) => {
    const { id } = requireUnderWay(registry.releases.state);
    await registry.append({ type: 'pause', rollout: id, reason: 'human', why: why ?? 'paused' });
    return { rollout: requireUnderWay(registry.releases.state), warnings: registry.warnings };
  });
}

export async function resumeRollout({ by, why }: HoldInput, context: JobContext): Promise<Held> {
  return withRegistry(context, { by, purpose: 'resume a rollout' }, async (registry) => {
    const { id } = requireUnderWay(registry.releases.state);
    await registry.append({ type: 'resume', rollout: id, ...(why === undefined ? {} : { why }) });
    return { rollout: requireUnderWay(registry.releases.state), warnings: registry.warnings };
  });
}

function nothingToApprove({ id, stage }: RolloutState): CodelumiError {
  return new CodelumiError({
    reason: 'wrong-usage',
    what: `${id} is in ${stage}, and its next stage asks for no approval`,
    remedy: 'Let its gates be looked at with codelumi rollout advance.',
  });
}
