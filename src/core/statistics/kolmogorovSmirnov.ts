export interface KolmogorovSmirnovTest {
  /** Greatest distance of the two empirical distributions, 0 to 1. */
  readonly statistic: number;
  /** Two-sided: how often samples of one distribution lie so far apart, 0 to 1. */
  readonly pValue: number;
  readonly isExact: boolean;
}

/** Up to so many pairs of values p is worked out exactly, which takes time in their number. */
const MOST_FOR_EXACT = 10_000_000;

/**
 * The two-sample test of Kolmogorov and Smirnov. Exact by lattice paths (Hodges 1958), else by Kolmogorov's limit. Both take values to be continuous; with ties p is too great, which
 * errs on the side of no difference.
 * @returns undefined when a sample is empty
 */
export function kolmogorovSmirnov(
  first: readonly number[],
  second: readonly number[],
): KolmogorovSmirnovTest | undefined {
  const [n, m] = [first.length, second.length];
  const statistic = kolmogorovSmirnovDistance(first, second);
  if (statistic === undefined) return undefined;
  const isExact = n * m <= MOST_FOR_EXACT;
  const pValue = isExact
    ? exactProbability(statistic, Math.min(n, m), Math.max(n, m))
    : limitProbability(statistic * Math.sqrt((n * m) / (n + m)));
  return { statistic, pValue, isExact };
}

/** The statistic alone; undefined when a sample is empty. */
export function kolmogorovSmirnovDistance(
  first: readonly number[],
  second: readonly number[],
): number | undefined {
  if (first.length === 0 || second.length === 0) return undefined;
  return greatestDistance(ascending(first), ascending(second));
}

function ascending(values: readonly number[]): Float64Array {
  return Float64Array.from(values).sort();
}

function greatestDistance(first: Float64Array, second: Float64Array): number {
  let [i, j, greatest] = [0, 0, 0];
  while (i < first.length && j < second.length) {
    const value = Math.min(first[i] ?? 0, second[j] ?? 0);
    while (i < first.length && (first[i] ?? 0) <= value) i += 1;
    while (j < second.length && (second[j] ?? 0) <= value) j += 1;
    greatest = Math.max(greatest, Math.abs(i / first.length - j / second.length));
  }
  return greatest;
}

/**
 * The share of all orders of the pooled values in which the distance reaches the statistic somewhere. Values are
 * drawn one by one from what is left of both samples; `inside` is how probable it is to come by
 * (i, j) without having reached it, which neither overflows nor vanishes.
 */
function exactProbability(statistic: number, n: number, m: number): number {
  // Distances are multiples of 1/(n·m): half of one below tells the statistic from what is less.
  const most = (Math.floor(statistic * n * m - 1e-7) + 0.5) / (n * m);
  const isInside = (i: number, j: number) => Math.abs(i / n - j / m) <= most;
  const inside = new Float64Array(m + 1);
  inside[0] = 1;
  for (let j = 1; j <= m; j += 1)
    inside[j] = isInside(0, j) ? ((inside[j - 1] as number) * (m - j + 1)) / (n + m - j + 1) : 0;
  for (let i = 1; i <= n; i += 1) {
    // Beyond this band nothing is inside: what is on its left was and is no more, what is on its right never was.
    const from = Math.max(Math.floor(m * (i / n - most)) - 1, 0);
    const to = Math.min(Math.ceil(m * (i / n + most)) + 1, m);
    if (from > 0) inside[from - 1] = 0;
    for (let j = from; j <= to; j += 1) {
      const left = n + m - i - j + 1;
      const fromFirst = (inside[j] as number) * (n - i + 1);
      const fromSecond = j === 0 ? 0 : (inside[j - 1] as number) * (m - j + 1);
      inside[j] = isInside(i, j) ? (fromFirst + fromSecond) / left : 0;
    }
  }
  return Math.min(Math.max(1 - (inside[m] ?? 0), 0), 1);
}

/** Kolmogorov's limit: 2 Σ (−1)^(k−1) exp(−2 k² t²). */
export function limitProbability(t: number): number {
  // Below this it is 1 to more digits than there are, and the series needs many terms.
  if (t < 0.2) return 1;
  let sum = 0;
  for (let k = 1; k <= 100; k += 1) {
    const term = Math.exp(-2 * k * k * t * t);
    sum += k % 2 === 1 ? term : -term;
    if (term < 1e-18) break;
  }
  return Math.min(Math.max(2 * sum, 0), 1);
}
