import { createHash } from 'node:crypto';
import { CodelumiError } from '../errors.js';

/** As data sets name them. */
export const SPLITS = ['train', 'validation', 'test'] as const;

export type Split = (typeof SPLITS)[number];

/** Shares in percent, in the order of `SPLITS`; they add up to 100. */
export type SplitShares = readonly number[];

const PERCENT = 100;
/** Bits of a hash that a number holds exactly. */
const BITS = 48;

/**
 * `80/10/10` for training, validation and test; `90/10` for the first two.
 * @throws CodelumiError `wrong-usage`
 */
export function parseSplit(text: string): SplitShares {
  const parts = text.split('/');
  const shares = parts.map((part) => (/^\d{1,3}$/u.test(part) ? Number(part) : Number.NaN));
  const sum = shares.reduce((total, share) => total + share, 0);
  if (shares.length >= 2 && shares.length <= SPLITS.length && sum === PERCENT && shares[0] !== 0)
    return shares;
  throw new CodelumiError({
    reason: 'wrong-usage',
    what: `"${text.slice(0, 40)}" is no split`,
    remedy: 'Write percentages that add up to 100, such as 80/10/10 for train/validation/test.',
  });
}

/**
 * The split of a group. It depends on the seed and the group's key alone, so what is added later moves nothing else; shares are
 * met on average, not exactly.
 */
export function splitOf(key: number, shares: SplitShares, seed: string): number {
  const digest = createHash('sha256').update(`${seed}\n${key}`).digest();
  let left = (digest.readUIntBE(0, BITS / 8) / 2 ** BITS) * PERCENT;
  for (const [split, share] of shares.entries()) {
    if (left < share) return split;
    left -= share;
  }
  return 0;
}

/** A number of 48 bits that stands for an id; a group goes by the least of its members'. */
export function keyOfId(id: string): number {
  return createHash('sha256')
    .update(id)
    .digest()
    .readUIntBE(0, BITS / 8);
}
