import { distinctSigners } from '../signing/distinctSigners.js';
import type { Policy } from '../workspace/settings/policySchema.js';
import type { RolloutState } from './rolloutState.js';
import { mayFollow, nextStage, type Stage } from './stage.js';

/** How many people have approved a stage, and how many have to. */
export interface ApprovalCount {
  readonly given: number;
  readonly needed: number;
  /** Whether only signed approvals count. */
  readonly mustBeSigned: boolean;
}

type Judged = Pick<RolloutState, 'kind' | 'stage' | 'approvals' | 'pause' | 'startSignedBy'>;

/** What a stage asks of people. What nobody signed goes no further than policy says. */
export function approvalsFor(rollout: Judged, to: Stage, policy: Policy): ApprovalCount {
  const isHotfix = to === 'CANARY' && rollout.kind === 'hotfix';
  const isWide = to === 'BETA' || to === 'PROD';
  const mustBeSigned = isHotfix || (isWide && policy.unsigned !== 'prod') || isNarrow(policy, to);
  const given = rollout.approvals.filter(({ stage }) => stage === to);
  const signed = given.flatMap(({ signedBy }) => signedBy ?? []);
  return {
    given: mustBeSigned ? distinctSigners(signed) : new Set(given.map(({ by }) => by.email)).size,
    needed: neededFor(rollout, to, policy, { isHotfix, isWide }),
    mustBeSigned,
  };
}

function neededFor(
  { startSignedBy }: Judged,
  to: Stage,
  { quorum, unsigned }: Policy,
  { isHotfix, isWide }: { readonly isHotfix: boolean; readonly isWide: boolean },
): number {
  if (isHotfix) return quorum.hotfix;
  if (isWide) return quorum.release;
  // Whoever signed the start stands behind the canary.
  return to === 'CANARY' && unsigned === 'none' && startSignedBy === undefined ? 1 : 0;
}

function isNarrow({ unsigned }: Policy, to: Stage): boolean {
  return to === 'CANARY' && unsigned === 'none';
}

/**
 * Why a rollout may not enter a stage, whatever its gates say; undefined where it may.
 * @returns the rest of a sentence about the rollout
 */
export function whyNotEnter(rollout: Judged, to: Stage, policy: Policy): string | undefined {
  if (!mayFollow(rollout.stage, to)) return `cannot go from ${rollout.stage} to ${to}`;
  if (isBack(to)) return undefined;
  if (rollout.pause !== undefined) return 'is paused';
  if (rollout.stage === 'VALIDATED' && to === 'CANARY' && rollout.kind !== 'hotfix')
    return 'skips the shadow stage, which only a hotfix may';
  const { given, needed, mustBeSigned } = approvalsFor(rollout, to, policy);
  if (given >= needed) return undefined;
  return `has ${given} of ${needed} ${mustBeSigned ? 'signed ' : ''}approvals for ${to}`;
}

/** The stage that an approval can be about now. */
export function approvableStage({
  stage,
  kind,
}: Pick<RolloutState, 'stage' | 'kind'>): Stage | undefined {
  if (kind === 'hotfix' && stage === 'DRAFT') return 'CANARY';
  const next = nextStage(stage, kind);
  return next === 'CANARY' || next === 'BETA' || next === 'PROD' ? next : undefined;
}

/** Leading back asks nobody: whoever sees harm can stop it. */
function isBack(to: Stage): boolean {
  return ['ROLLING_BACK', 'ROLLED_BACK', 'ROLLBACK_FAILED', 'WITHDRAWN'].includes(to);
}
