import { normalTail } from './normalTail.js';

export interface MannWhitneyTest {
  /** Pairs in which the second value is the greater one; ties count half. */
  readonly u: number;
  /** Two-sided, by the normal approximation with a correction for ties and for continuity. */
  readonly pValue: number;
  /** The common language effect size, U / (n·m): how often a value of the second sample is the greater one. */
  readonly share: number;
}

/**
 * The test of Mann and Whitney 1947; ties as in Hollander, Wolfe and Chicken 2014, section 4.1. The approximation is
 * good from about eight values a sample on.
 * @returns undefined when a sample is empty
 */
export function mannWhitney(
  first: readonly number[],
  second: readonly number[],
): MannWhitneyTest | undefined {
  const [n, m] = [first.length, second.length];
  if (n === 0 || m === 0) return undefined;
  const { rankSum, ties } = ranksOfSecond(first, second);
  const u = rankSum - (m * (m + 1)) / 2;
  const all = n + m;
  const variance = ((n * m) / 12) * (all + 1 - ties / (all * (all - 1)));
  const beyond = Math.max(Math.abs(u - (n * m) / 2) - 0.5, 0);
  // All values are the same: no order speaks for either.
  const pValue = variance > 0 ? Math.min(2 * normalTail(beyond / Math.sqrt(variance)), 1) : 1;
  return { u, pValue, share: u / (n * m) };
}

/** The sum of the second sample's ranks among all, equal values sharing theirs; and Σ (t³ − t) over groups of t ties. */
function ranksOfSecond(
  first: readonly number[],
  second: readonly number[],
): { readonly rankSum: number; readonly ties: number } {
  const pooled = [
    ...first.map((value) => ({ value, isSecond: 0 })),
    ...second.map((value) => ({ value, isSecond: 1 })),
  ].sort((a, b) => a.value - b.value);
  let [rankSum, ties] = [0, 0];
  for (let from = 0; from < pooled.length; ) {
    let [end, seconds] = [from, 0];
    while (end < pooled.length && pooled[end]?.value === pooled[from]?.value) {
      seconds += pooled[end]?.isSecond ?? 0;
      end += 1;
    }
    const size = end - from;
    rankSum += seconds * ((from + 1 + end) / 2);
    ties += size ** 3 - size;
    from = end;
  }
  return { rankSum, ties };
}
