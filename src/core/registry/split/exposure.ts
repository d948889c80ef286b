import type { JsonObject } from '../../records/readItem.js';
import { isEpochMilliseconds } from '../../records/recordTime.js';
import type { SplitReason } from './evaluateSplit.js';
import { isSplitName, type VariantName } from './trafficSplit.js';

/** What a line of `kb_usage.jsonl` says of the deployment that answered. */
export interface LoggedExposure {
  /** Milliseconds since the epoch. */
  readonly time: number;
  readonly deployment: string;
  readonly variant: VariantName;
  /** Left out while nothing was rolled out. */
  readonly rolloutId?: string;
  /** Only what came by lot may be compared. */
  readonly reason: SplitReason;
  /** Who was served, by a name for this rollout alone: lines of one are not independent of each other. */
  readonly unit?: string;
  /** Of the hits, best first. */
  readonly scores?: readonly number[];
}

const REASONS: readonly unknown[] = [
  'STATIC',
  'PINNED',
  'SPLIT',
  'DEFAULT',
] satisfies SplitReason[];

/** undefined for a line that says nothing of it, or not in the form that src/runtime writes. */
export function exposureOf(line: JsonObject): LoggedExposure | undefined {
  const { ts, deployment, variant, rolloutId, reason, unit, scores } = line;
  if (!isEpochMilliseconds(ts) || !isName(deployment) || !isVariant(variant)) return undefined;
  if (!isReason(reason) || !(rolloutId === undefined || isName(rolloutId))) return undefined;
  if (!(unit === undefined || isUnit(unit)) || !(scores === undefined || areScores(scores)))
    return undefined;
  const isByLot = rolloutId !== undefined && unit !== undefined;
  if (reason === 'SPLIT' && !isByLot) return undefined;
  return {
    time: ts,
    deployment,
    variant,
    reason,
    ...(rolloutId !== undefined && { rolloutId }),
    ...(unit !== undefined && { unit }),
    ...(scores !== undefined && { scores }),
  };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && isSplitName(value);
}

function isVariant(value: unknown): value is VariantName {
  return value === 'stable' || value === 'candidate';
}

function isReason(value: unknown): value is SplitReason {
  return REASONS.includes(value);
}

function isUnit(value: unknown): value is string {
  return typeof value === 'string' && /^[0-9a-f]{16}$/u.test(value);
}

function areScores(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((score) => Number.isFinite(score));
}
