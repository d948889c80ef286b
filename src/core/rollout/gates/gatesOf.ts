import type { ApprovalCount } from '../../registry/stageRules.js';
import type { Config } from '../../workspace/configSchema.js';
import type { LiveEvidence, ShadowEvidence, ValidationEvidence } from '../evidence/evidence.js';
import { badEventsGate } from './badEventsGate.js';
import type { Gate, GatedStage } from './gate.js';
import { hardFailureGate, latencyGate, sampleRatioGate } from './liveGates.js';
import { shadowGates } from './shadowGates.js';
import { validationGates } from './validationGates.js';
import { approvalGate, minimumGate, timeGate } from './waitGates.js';

export interface GateInput {
  readonly stage: GatedStage;
  readonly kind: 'scheduled' | 'hotfix';
  /** When the stage was entered, and what time it is: milliseconds since the epoch. */
  readonly enteredAt: number;
  readonly now: number;
  readonly policy: Pick<Config, 'rollout'>;
  /** Each undefined where nothing is known. */
  readonly live?: LiveEvidence | undefined;
  readonly shadow?: ShadowEvidence | undefined;
  readonly validation?: readonly ValidationEvidence[] | undefined;
  /** How many different people approved the stage that comes next as it counts, and how many have to. */
  readonly approvals: Pick<ApprovalCount, 'given' | 'needed'>;
}

/**
 * What a rollout has to pass to leave its stage, and whether it does. The same input gives the same gates, in the same
 * order; guardrails are among them whether or not anything else is reached, so that they go on counting while a rollout
 * is paused or waits for somebody.
 */
export function gatesOf(input: GateInput): Gate[] {
  const { stage, validation } = input;
  switch (stage) {
    case 'DRAFT':
      return validationGates(validation);
    case 'VALIDATED':
      return [...validationGates(validation), ...approvals(input)];
    case 'SHADOW': {
      const { rollout } = input.policy;
      return [
        ...shadowGates({ ...input, policy: rollout.shadow, shadow: input.shadow }),
        ...approvals(input),
      ];
    }
    case 'CANARY':
    case 'BETA':
      return [...sharedStage(input), ...approvals(input)];
    case 'PROD':
      return bake(input);
  }
}

function approvals({ approvals: { given, needed } }: GateInput): Gate[] {
  return approvalGate(given, needed);
}

/** Some users have the candidate, the others what is in production. */
function sharedStage(input: GateInput): Gate[] {
  const { stage, enteredAt, now, live, kind } = input;
  const { canary, beta, guardrails } = input.policy.rollout;
  const { minimumExposures, minimumHours } = stage === 'BETA' ? beta : canary;
  const hours = kind === 'hotfix' && stage === 'CANARY' ? canary.hotfixHours : minimumHours;
  return [
    minimumGate('exposures', live?.stage.candidate.exposures ?? 0, minimumExposures, 'exposures'),
    minimumGate(
      'baseline-exposures',
      live?.stage.baseline.exposures ?? 0,
      minimumExposures,
      'exposures without it',
    ),
    timeGate(enteredAt, now, hours),
    sampleRatioGate(live),
    hardFailureGate(live),
    badEventsGate(live, false, guardrails),
    ...latencyGate(live, guardrails.slowdown),
  ];
}

function bake({ enteredAt, now, live, policy }: GateInput): Gate[] {
  const { prod, guardrails } = policy.rollout;
  return [
    timeGate(enteredAt, now, prod.bakeHours),
    hardFailureGate(live),
    badEventsGate(live, true, guardrails),
  ];
}
