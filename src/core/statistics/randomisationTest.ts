import { SeededRandom } from './seededRandom.js';
import { mean } from './summaries.js';

export interface RandomisationTest {
  /** Pairs. */
  readonly n: number;
  /** Mean of second − first. */
  readonly difference: number;
  /** Two-sided: how often chance alone makes so great a difference, 0 to 1. */
  readonly pValue: number;
  /** Whether every assignment was tried; otherwise `resamples` random ones. */
  readonly isExact: boolean;
  readonly resamples: number;
}

/** Up to so many pairs that differ, all 2^n assignments are tried. */
const MOST_FOR_EXACT = 14;
/** Sums in another order differ in their last digits; so close to the observed one counts as equal. */
const ROUNDING = 1e-12;

/**
 * Fisher's paired randomisation test of the mean difference (Fisher 1935; for retrieval: Smucker, Allan and
 * Carterette 2007). If both were the same, each difference could as well have the other sign. With random
 * assignments p is (b + 1) / (B + 1), never 0 (Phipson and Smyth 2010).
 * @param first and
 * @param second figures of the same queries, in the same order
 */
export function pairedRandomisationTest(
  first: readonly number[],
  second: readonly number[],
  { seed = 1, resamples = 10_000 }: { readonly seed?: number; readonly resamples?: number } = {},
): RandomisationTest {
  if (first.length !== second.length) throw new RangeError('Pairs need two figures each.');
  const all = first.map((value, i) => (second[i] ?? 0) - value);
  const n = all.length;
  const difference = n === 0 ? 0 : mean(all);
  // A difference of 0 has no other sign.
  const differences = Float64Array.from(all.filter((each) => each !== 0));
  const observed = Math.abs(differences.reduce((sum, each) => sum + each, 0)) * (1 - ROUNDING);
  if (differences.length <= MOST_FOR_EXACT) {
    const assignments = 2 ** differences.length;
    const pValue = countAll(differences, observed) / assignments;
    return { n, difference, pValue, isExact: true, resamples: assignments };
  }
  const asGreat = countRandom(differences, observed, { seed, resamples });
  return { n, difference, pValue: (asGreat + 1) / (resamples + 1), isExact: false, resamples };
}

function countAll(differences: Float64Array, observed: number): number {
  let count = 0;
  for (let signs = 0; signs < 2 ** differences.length; signs += 1) {
    let sum = 0;
    for (let i = 0; i < differences.length; i += 1)
      sum += (signs >>> i) & 1 ? (differences[i] ?? 0) : -(differences[i] ?? 0);
    if (Math.abs(sum) >= observed) count += 1;
  }
  return count;
}

function countRandom(
  differences: Float64Array,
  observed: number,
  { seed, resamples }: { readonly seed: number; readonly resamples: number },
): number {
  const random = new SeededRandom(seed);
  let count = 0;
  for (let round = 0; round < resamples; round += 1) {
    let [sum, bits] = [0, 0];
    for (let i = 0; i < differences.length; i += 1) {
      if (i % 32 === 0) bits = random.bits();
      sum += (bits >>> (i % 32)) & 1 ? (differences[i] ?? 0) : -(differences[i] ?? 0);
    }
    if (Math.abs(sum) >= observed) count += 1;
  }
  return count;
}
