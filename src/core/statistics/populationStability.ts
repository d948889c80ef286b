import { chiSquareQuantile } from './normalQuantile.js';
import { quantile } from './summaries.js';

export interface PopulationStability {
  readonly index: number;
  /**
   * What chance alone exceeds once in a hundred times: the index of two samples of one distribution is about chi-square
   * with bins − 1 degrees of freedom, times 1/n + 1/m (Yurdakul 2018). An index below it says nothing.
   */
  readonly chance: number;
  readonly bins: number;
}

/** Why there is no index. */
export type NoStability = 'too-few-references' | 'too-few-values' | 'all-the-same';

const BINS = 10;
/** Added to every bin, so that an empty one does not make the index infinite. */
const SMOOTHING = 0.5;
/** With fewer, chance alone gives indices that look like drift (43 % of samples of 100 exceed 0.1). */
const FEWEST = 300;

/**
 * The population stability index Σ (p − q) ln(p / q), the symmetric Kullback–Leibler divergence, over ten bins that
 * hold equal shares of the reference; shares are (count + ½) / (n + ½ bins).
 * @param fewest values that each side must have
 */
export function populationStability(
  reference: readonly number[],
  values: readonly number[],
  fewest = FEWEST,
): PopulationStability | NoStability {
  if (reference.length < fewest) return 'too-few-references';
  if (values.length < fewest) return 'too-few-values';
  const binned = binnedByReference(reference, values);
  if (binned === undefined) return 'all-the-same';
  const { bins, size } = binned;
  const index = stabilityIndex(countsOf(bins[0], size), countsOf(bins[1], size));
  const chance = chiSquareQuantile(0.99, size - 1) * (1 / reference.length + 1 / values.length);
  return { index, chance, bins: size };
}

/**
 * The bin of every value of both sides.
 * @returns undefined where all references are the same
 */
export function binnedByReference(
  reference: readonly number[],
  values: readonly number[],
): { readonly bins: readonly [Uint8Array, Uint8Array]; readonly size: number } | undefined {
  const edges = edgesOf(Float64Array.from(reference).sort());
  if (edges.length === 0) return undefined;
  const binOf = (value: number) => {
    const found = edges.findIndex((edge) => value <= edge);
    return found < 0 ? edges.length : found;
  };
  return {
    bins: [Uint8Array.from(reference, binOf), Uint8Array.from(values, binOf)],
    size: edges.length + 1,
  };
}

/** The index of how many values of each side are in each bin. */
export function stabilityIndex(reference: readonly number[], values: readonly number[]): number {
  const [expected, actual] = [sharesOf(reference), sharesOf(values)];
  return actual.reduce((sum, share, bin) => {
    const other = expected[bin] ?? share;
    return sum + (share - other) * Math.log(share / other);
  }, 0);
}

/** Upper ends of all bins but the last; each value that many share makes one end. */
function edgesOf(ascending: Float64Array): number[] {
  const edges = new Set<number>();
  for (let bin = 1; bin < BINS; bin += 1) edges.add(quantile(ascending, bin / BINS));
  // A bin that ends with the greatest value would leave nothing to the last one.
  return [...edges].filter((edge) => edge < (ascending.at(-1) ?? edge));
}

function countsOf(bins: Uint8Array, size: number): number[] {
  const counts = new Array<number>(size).fill(0);
  for (const bin of bins) counts[bin] = (counts[bin] ?? 0) + 1;
  return counts;
}

function sharesOf(counts: readonly number[]): number[] {
  const total = counts.reduce((sum, count) => sum + count, SMOOTHING * counts.length);
  return counts.map((count) => (count + SMOOTHING) / total);
}
