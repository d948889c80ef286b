import { SeededRandom } from './seededRandom.js';
import { mean, quantile } from './summaries.js';

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/**
 * The percentile bootstrap interval of a mean (Efron and Tibshirani 1993, chapter 13).
 * @param values one a query: figures, or differences of two
 * @param level share of the interval, 0.95 for 95 %
 * @returns undefined of fewer than two values, which say nothing of how they spread
 */
export function bootstrapInterval(
  values: readonly number[],
  {
    seed = 1,
    level = 0.95,
    resamples = 10_000,
  }: { readonly seed?: number; readonly level?: number; readonly resamples?: number } = {},
): Interval | undefined {
  if (values.length < 2) return undefined;
  const random = new SeededRandom(seed);
  const numbers = Float64Array.from(values);
  const drawn = new Float64Array(numbers.length);
  const means = new Float64Array(resamples);
  for (let round = 0; round < resamples; round += 1) {
    for (let i = 0; i < drawn.length; i += 1) drawn[i] = numbers[random.below(drawn.length)] ?? 0;
    means[round] = mean(drawn);
  }
  means.sort();
  const tail = (1 - level) / 2;
  return { low: quantile(means, tail), high: quantile(means, 1 - tail) };
}

/**
 * The same of a statistic that is no mean, over things that are drawn with what belongs to them.
 * @param statistic of the things at these places; undefined where it says nothing of them, then the draw does not count
 * @returns undefined where fewer than half of the draws say something
 */
export function bootstrapIntervalOf(
  count: number,
  statistic: (places: readonly number[]) => number | undefined,
  { seed = 1, level = 0.95, resamples = 1_000 } = {},
): Interval | undefined {
  if (count < 2) return undefined;
  const random = new SeededRandom(seed);
  const found: number[] = [];
  for (let round = 0; round < resamples; round += 1) {
    const value = statistic(Array.from({ length: count }, () => random.below(count)));
    if (value !== undefined) found.push(value);
  }
  if (2 * found.length < resamples) return undefined;
  found.sort((a, b) => a - b);
  const tail = (1 - level) / 2;
  return { low: quantile(found, tail), high: quantile(found, 1 - tail) };
}
