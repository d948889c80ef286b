/** How far two raters agree on an ordered scale beyond what chance alone would give. */
export interface WeightedAgreement {
  /** Items that both rated. */
  readonly n: number;
  /** 1: always the same; 0: as chance would have it; below 0: less than that. */
  readonly kappa: number;
  /** Of the jackknife over the items (Efron and Stein 1981); null where too few items say nothing about it. */
  readonly standardError: number | null;
  /** Ends of its 95 % confidence interval, within -1 and 1; null where there is no standard error. */
  readonly interval: readonly [low: number, high: number] | null;
}

/** Two-sided 95 % of the standard normal distribution. */
const Z_95 = 1.959963984540054;
/** Sums of shares are 0 up to rounding. */
const ROUNDING = 1e-12;

/**
 * Weighted kappa with quadratic weights: Cohen 1968, "Weighted kappa: nominal scale agreement with provision for scaled
 * disagreement or partial credit". 1 − Σ w · observed / Σ w · expected, with w = (i − j)²: grades that are far apart
 * weigh more than neighbours.
 *
 * @param pairs the whole grades, from 0, that the first and the second rater gave to each item
 * @returns undefined where there is nothing to measure: no items, or only one grade was ever given
 */
export function weightedKappa(
  pairs: readonly (readonly [first: number, second: number])[],
): WeightedAgreement | undefined {
  const size = 1 + pairs.reduce((most, pair) => Math.max(most, ...pair), 0);
  const table = new Float64Array(size * size);
  for (const [first, second] of pairs) add(table, first * size + second, 1);
  const n = pairs.length;
  const kappa = kappaOf(table, size);
  if (kappa === undefined) return undefined;
  const standardError = jackknifeError(table, size, n);
  if (standardError === null) return { n, kappa, standardError, interval: null };
  const half = Z_95 * standardError;
  const interval = [Math.max(kappa - half, -1), Math.min(kappa + half, 1)] as const;
  return { n, kappa, standardError, interval };
}

function kappaOf(table: Float64Array, size: number): number | undefined {
  const [first, second] = [new Float64Array(size), new Float64Array(size)];
  let n = 0;
  for (const [cell, count] of table.entries()) {
    add(first, Math.floor(cell / size), count);
    add(second, cell % size, count);
    n += count;
  }
  let [observed, expected] = [0, 0];
  for (const [cell, count] of table.entries()) {
    const [one, two] = [Math.floor(cell / size), cell % size];
    const weight = (one - two) ** 2;
    observed += (weight * count) / n;
    expected += (weight * (first[one] ?? 0) * (second[two] ?? 0)) / (n * n);
  }
  return n === 0 || expected < ROUNDING ? undefined : 1 - observed / expected;
}

/** Items with the same two grades leave the same behind when they are left out. */
function jackknifeError(table: Float64Array, size: number, n: number): number | null {
  if (n < 2) return null;
  const left: { readonly kappa: number; readonly count: number }[] = [];
  for (const [cell, count] of table.entries()) {
    if (count === 0) continue;
    const without = Float64Array.from(table);
    add(without, cell, -1);
    const kappa = kappaOf(without, size);
    if (kappa === undefined) return null;
    left.push({ kappa, count });
  }
  const mean = left.reduce((sum, { kappa, count }) => sum + kappa * count, 0) / n;
  const squares = left.reduce((sum, { kappa, count }) => sum + count * (kappa - mean) ** 2, 0);
  return Math.sqrt(((n - 1) / n) * squares);
}

function add(to: Float64Array, at: number, count: number): void {
  to[at] = (to[at] ?? 0) + count;
}
