import { createHmac } from 'node:crypto';
import type { Config } from '../../workspace/configSchema.js';

export type OverlapPolicy = Pick<Config['review'], 'overlap' | 'overlapKey'>;

/** Hexadecimal digits of a hash that a number holds exactly. */
const DIGITS = 13;

/**
 * Whether a candidate is one of those that two people review without knowing of each other. The same on every
 * machine, and for a share that grows the sample only grows: HMAC-SHA-256 of the id as a number from 0 to 1.
 */
export function isInOverlap(candidate: string, { overlap, overlapKey }: OverlapPolicy): boolean {
  if (overlap === 0) return false;
  const hash = createHmac('sha256', overlapKey).update(candidate).digest('hex');
  return Number.parseInt(hash.slice(0, DIGITS), 16) / 16 ** DIGITS < overlap;
}
