import { murmurHash3 } from './murmurHash3.js';

/**
 * The way of cutting traffic that flagd has since core 0.15 and its JavaScript edition since flagd-core 3. Earlier ones
 * assign people quite differently, and another change is announced, so a file says which one it is made for.
 */
export const BUCKETING = 'flagd-fractional/2';

/**
 * Where a key falls among `totalWeight` buckets of equal size: `(hash * totalWeight) >> 32`
 * (open-feature/flagd, core/pkg/evaluator/fractional.go).
 * @param totalWeight from 1 to 2³¹ − 1
 */
export function fractionalBucket(key: string, totalWeight: number): number {
  return Number((BigInt(murmurHash3(key)) * BigInt(totalWeight)) >> 32n);
}
