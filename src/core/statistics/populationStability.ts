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
  const edges = edgesOf(Float64Array.from(reference).sort());
  if (edges.length === 0) return 'all-the-same';
  const expected = sharesOf(reference, edges);
  const index = sharesOf(values, edges).reduce((sum, share, bin) => {
    const other = expected[bin] ?? share;
    return sum + (share - other) * Math.log(share / other);
  }, 0);
  const chance = chiSquareQuantile(0.99, edges.length) * (1 / reference.length + 1 / values.length);
  return { index, chance, bins: edges.length + 1 };
}

/** Upper ends of all bins but the last; each value that many share makes one end. */
function edgesOf(ascending: Float64Array): number[] {
  const edges = new Set<number>();
  for (let bin = 1; bin < BINS; bin += 1) edges.add(quantile(ascending, bin / BINS));
  // A bin that ends with the greatest value would leave nothing to the last one.
  return [...edges].filter((edge) => edge < (ascending.at(-1) ?? edge));
}

function sharesOf(values: readonly number[], edges: readonly number[]): number[] {
  const counts = new Array<number>(edges.length + 1).fill(0);
  for (const value of values) {
    const found = edges.findIndex((edge) => value <= edge);
    const bin = found < 0 ? edges.length : found;
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const total = values.length + SMOOTHING * counts.length;
  return counts.map((count) => (count + SMOOTHING) / total);
}
