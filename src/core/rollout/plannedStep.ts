import { HOUR_MS } from '../durations.js';
import type { RolloutState } from '../registry/rolloutState.js';
import { nextStage, type Stage } from '../registry/stage.js';
import { whyNotEnter } from '../registry/stageRules.js';
import type { Policy } from '../workspace/settings/policySchema.js';
import type { RolloutPolicy } from '../workspace/settings/rolloutSchema.js';
import { adviceOf, type Gate } from './gates/gate.js';

/** What an evaluation leads to. `words` are a sentence about the rollout, without its end. */
export type PlannedStep =
  /** `why` is undefined where a rollback was begun and is not over. */
  | { readonly kind: 'take-back'; readonly why: string | undefined; readonly words: string }
  | {
      readonly kind: 'pause';
      readonly reason: 'guardrail' | 'srm' | 'doubt';
      readonly why: string;
      readonly words: string;
    }
  | { readonly kind: 'enter'; readonly stage: Stage; readonly words: string }
  /** In ten thousandths of the users. */
  | { readonly kind: 'weight'; readonly weightBp: number; readonly words: string }
  | { readonly kind: 'stay'; readonly words: string };

interface Rules {
  readonly rollout: RolloutPolicy;
  readonly approvals: Policy;
  readonly now: Date;
}

/** What a rollout does next, given the gates of its stage; pure, so that what is told beforehand is what comes. */
export function plannedStep(
  rollout: RolloutState,
  gates: readonly Gate[],
  rules: Rules,
): PlannedStep {
  const { stage } = rollout;
  if (stage === 'ROLLING_BACK')
    return { kind: 'take-back', why: undefined, words: 'Rolls back: it was begun before' };
  if (stage === 'ROLLBACK_FAILED')
    return {
      kind: 'stay',
      words: 'What it leads back to does not work: mend it, then roll back again',
    };
  const { action, because } = adviceOf(gates);
  // Several gates wait for the same, such as that somebody is answered: that is said once.
  const why = [...new Set(because.map(({ words }) => words))].join('; ');
  if (action === 'roll-back' && rules.rollout.automaticRollback && isServed(stage))
    return { kind: 'take-back', why, words: `Rolls back: ${why}` };
  if (action === 'roll-back' || action === 'pause') {
    const isSplit = gates.some(({ id, verdict }) => id === 'sample-ratio' && verdict === 'fail');
    const doubt = isSplit ? 'srm' : 'doubt';
    return pauseOf(rollout, action === 'roll-back' ? 'guardrail' : doubt, why);
  }
  return onwards(rollout, action === 'wait' ? why : undefined, rules);
}

/** @param open what is waited for; undefined: every gate passes */
function onwards(
  rollout: RolloutState,
  open: string | undefined,
  { rollout: policy, approvals, now }: Rules,
): PlannedStep {
  const { stage, kind, pause } = rollout;
  const next = nextStage(stage, kind);
  const held = next && whyNotEnter(rollout, next, approvals);
  if (open === undefined && next !== undefined && held === undefined)
    return { kind: 'enter', stage: next, words: `Enters ${next}: every gate passes` };
  const more = pause === undefined ? nextWeight(rollout, policy, now) : undefined;
  if (more !== undefined)
    return { kind: 'weight', weightBp: more, words: `Gets ${more / 100} % of the users` };
  // Approvals are a gate as well: what is open tells more than that they are missing.
  const left = (pause === undefined ? open : undefined) ?? held ?? 'there is nothing left to pass';
  return {
    kind: 'stay',
    words: stage === 'PROD' ? `In production: ${left}` : `Stays in ${stage}: ${left}`,
  };
}

function pauseOf(
  { stage, pause }: RolloutState,
  reason: 'guardrail' | 'srm' | 'doubt',
  why: string,
): PlannedStep {
  const canPause = stage === 'SHADOW' || stage === 'CANARY' || stage === 'BETA';
  if (canPause && pause === undefined)
    return { kind: 'pause', reason, why, words: `Pauses in ${stage}: ${why}` };
  return { kind: 'stay', words: `${canPause ? 'Stays paused' : 'Stays'} in ${stage}: ${why}` };
}

/** In beta the candidate gets more users step by step: each share lasts an equal part of the least time. */
function nextWeight(
  { stage, weightBp, enteredAt }: Pick<RolloutState, 'stage' | 'weightBp' | 'enteredAt'>,
  { beta }: Pick<RolloutPolicy, 'beta'>,
  now: Date,
): number | undefined {
  if (stage !== 'BETA') return undefined;
  const hours = (now.getTime() - Date.parse(enteredAt)) / HOUR_MS;
  const step = Math.floor((hours / Math.max(beta.minimumHours, 1e-9)) * beta.weights.length);
  const due = beta.weights.slice(0, step + 1).map(basisPoints);
  const next = due.find((weight) => weight > weightBp);
  return next;
}

/** Ten thousandths of a share from 0 to 1. */
export function basisPoints(share: number): number {
  return Math.round(share * 10_000);
}

function isServed(stage: Stage): boolean {
  return stage !== 'DRAFT' && stage !== 'VALIDATED';
}
