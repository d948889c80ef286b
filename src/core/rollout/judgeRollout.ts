import type { JobContext } from '../job.js';
import { logContext } from '../mining/central/logContext.js';
import { comparedIn, type Releases } from '../registry/readReleases.js';
import type { RolloutState } from '../registry/rolloutState.js';
import { approvableStage, approvalsFor } from '../registry/stageRules.js';
import { readConfig } from '../workspace/config.js';
import type { Config } from '../workspace/configSchema.js';
import type { LiveEvidence, ShadowEvidence, ValidationEvidence } from './evidence/evidence.js';
import { liveEvidence } from './evidence/liveEvidence.js';
import { shadowReplay } from './evidence/shadowReplay.js';
import type { Gate, GatedStage } from './gates/gate.js';
import { gatesOf } from './gates/gatesOf.js';
import { rankedDeployment } from './rankedDeployment.js';
import { readValidation } from './readValidation.js';

const GATED: ReadonlySet<string> = new Set<GatedStage>([
  'DRAFT',
  'VALIDATED',
  'SHADOW',
  'CANARY',
  'BETA',
  'PROD',
]);

function isGated(stage: string): stage is GatedStage {
  return GATED.has(stage);
}

/**
 * What a rollout has to pass to leave its stage, and whether it does; nothing where it is over, or on its way back. Reports
 * and logs are read anew, both rankings are run in the shadow stage; nothing is written.
 *
 * @throws CodelumiError where a deployment or the logs cannot be read
 */
export async function judgeRollout(
  context: JobContext,
  releases: Releases,
  rollout: RolloutState,
): Promise<Gate[]> {
  const { stage, kind, enteredAt } = rollout;
  if (!isGated(stage)) return [];
  const config = await readConfig(context.files);
  const next = approvableStage(rollout);
  const { given, needed } = next
    ? approvalsFor(rollout, next, releases.policy)
    : { given: 0, needed: 0 };
  return gatesOf({
    stage,
    kind,
    enteredAt: Date.parse(enteredAt),
    now: context.clock.now().getTime(),
    policy: config,
    validation: await validationOf(context, releases, rollout),
    shadow: await shadowOf(context, config, releases, rollout),
    live: await liveOf(context, config, rollout),
    approvals: { given, needed },
  });
}

async function validationOf(
  context: JobContext,
  releases: Releases,
  rollout: RolloutState,
): Promise<ValidationEvidence[] | undefined> {
  if (rollout.stage !== 'DRAFT' && rollout.stage !== 'VALIDATED') return undefined;
  const compared = comparedIn(releases, rollout);
  if (compared === undefined) return undefined;
  return readValidation(context, compared.candidate, compared.baseline, releases.policy);
}

async function shadowOf(
  context: JobContext,
  config: Config,
  releases: Releases,
  rollout: RolloutState,
): Promise<ShadowEvidence | undefined> {
  const compared = rollout.stage === 'SHADOW' ? comparedIn(releases, rollout) : undefined;
  if (compared === undefined) return undefined;
  return shadowReplay(logContext(context, config), config, {
    baseline: await rankedDeployment(context, config, compared.baseline),
    candidate: await rankedDeployment(context, config, compared.candidate),
  });
}

async function liveOf(
  context: JobContext,
  config: Config,
  { id, stage, deployment, steps, enteredAt, weightBp, weightSince }: RolloutState,
): Promise<LiveEvidence | undefined> {
  const served = steps.find((step) => step.stage === 'CANARY');
  if (served === undefined || !['CANARY', 'BETA', 'PROD'].includes(stage)) return undefined;
  return liveEvidence(logContext(context, config), config, {
    rollout: id,
    candidate: deployment,
    since: Date.parse(served.at),
    stageSince: Date.parse(enteredAt),
    shareSince: Date.parse(weightSince),
    share: weightBp / 10_000,
  });
}
