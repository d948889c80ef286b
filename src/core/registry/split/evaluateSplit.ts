import { fractionalBucket } from './fractionalBucket.js';
import { saltOf } from './splitTargeting.js';
import { type TrafficSplit, type VariantName, WHOLE_BP } from './trafficSplit.js';

export interface SplitContext {
  /** Who is served; see `targetingKeyOf`. */
  readonly targetingKey?: string | undefined;
  /** The name of the variant that somebody wants to try. */
  readonly pin?: string | undefined;
}

/** Why a variant is served: nothing is rolled out, it was asked for, by lot, or there is no key to draw with. */
export type SplitReason = 'STATIC' | 'PINNED' | 'SPLIT' | 'DEFAULT';

export interface SplitOutcome {
  readonly variant: VariantName;
  readonly reason: SplitReason;
}

/** What flagd answers for the same file and context; a test holds the two together. */
export function evaluateSplit(
  { rollout }: TrafficSplit,
  { targetingKey, pin }: SplitContext,
): SplitOutcome {
  if (rollout === undefined) return { variant: 'stable', reason: 'STATIC' };
  if (pin === 'stable' || pin === 'candidate') return { variant: pin, reason: 'PINNED' };
  if (targetingKey === undefined || targetingKey === '') {
    return { variant: 'stable', reason: 'DEFAULT' };
  }
  const bucket = fractionalBucket(saltOf(rollout.id) + targetingKey, WHOLE_BP);
  return { variant: bucket < rollout.weightBp ? 'candidate' : 'stable', reason: 'SPLIT' };
}
