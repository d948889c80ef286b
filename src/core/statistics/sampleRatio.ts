import { normalTail } from './normalTail.js';

/** Those who came while the candidate's share was constant. */
export interface SplitCount {
  /** The candidate's share as it was meant to be, 0 to 1. */
  readonly share: number;
  readonly candidate: number;
  readonly baseline: number;
}

export interface SampleRatio {
  /** Two-sided. */
  readonly pValue: number;
  readonly isExact: boolean;
  /** Chi-square of one degree of freedom; left out where the test is exact. */
  readonly statistic?: number;
}

/** Expected in the smaller arm; with fewer chi-square is no approximation. */
const LEAST_FOR_CHI_SQUARE = 8;
/** Probabilities so close to the observed one count as equal. */
const ROUNDING = 1 + 1e-7;

/**
 * Tests for a sample ratio mismatch: whether those who were counted fall to the candidate as often as they were meant to.
 * Pearson's chi-square of goodness of fit; for few the exact binomial test, two-sided by the probabilities as R and SciPy do it.
 * What is counted must have been assigned by itself: people, not what they did.
 */
export function sampleRatio({ share, candidate, baseline }: SplitCount): SampleRatio {
  const n = candidate + baseline;
  if (n * Math.min(share, 1 - share) < LEAST_FOR_CHI_SQUARE)
    return { pValue: binomialTest(candidate, n, share), isExact: true };
  const statistic = (candidate - n * share) ** 2 / (n * share * (1 - share));
  return { pValue: 2 * normalTail(Math.sqrt(statistic)), isExact: false, statistic };
}

/** The probability of all counts that are no more probable than the observed one. */
function binomialTest(observed: number, n: number, share: number): number {
  if (share <= 0 || share >= 1) return observed === n * share ? 1 : 0;
  // Counted from the side that is expected to be small, so that the first probability is not 0.
  const isSmall = share <= 0.5;
  const [p, count] = isSmall ? [share, observed] : [1 - share, n - observed];
  const probabilities = new Float64Array(n + 1);
  probabilities[0] = (1 - p) ** n;
  for (let k = 1; k <= n; k += 1)
    probabilities[k] = ((probabilities[k - 1] ?? 0) * (n - k + 1) * p) / (k * (1 - p));
  const most = (probabilities[count] ?? 0) * ROUNDING;
  return Math.min(
    probabilities.reduce((sum, each) => (each <= most ? sum + each : sum), 0),
    1,
  );
}
