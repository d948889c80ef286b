import { mean, quantile } from './summaries.js';

export interface RobustZ {
  readonly z: number;
  readonly median: number;
  /** What `z` is counted in: an estimate of the standard deviation, or the floor. */
  readonly scale: number;
}

/** Of a normal distribution, the standard deviation is so many median absolute deviations. */
const OF_MEDIAN_DEVIATION = 1.4826;
/** The same of the mean absolute deviation: √(π/2). */
const OF_MEAN_DEVIATION = 1.253314;

/**
 * How far a value is from others, where some of these may be odd themselves: (x − median) / (1.4826 · MAD) (Iglewicz and Hoaglin
 * 1993). Where more than half of the values are the same the MAD is 0 and says nothing; then it is the mean absolute deviation from
 * the median, times 1.2533, as they suggest. Where all are the same that is 0 as well, and the floor counts.
 *
 * @param floor the least that a value varies by in any case, in its own unit; greater than 0
 * @returns undefined of no values
 */
export function robustZ(values: readonly number[], x: number, floor: number): RobustZ | undefined {
  if (values.length === 0) return undefined;
  const median = medianOf(values);
  const deviations = values.map((each) => Math.abs(each - median));
  const deviation = OF_MEDIAN_DEVIATION * medianOf(deviations);
  const scale = Math.max(deviation === 0 ? OF_MEAN_DEVIATION * mean(deviations) : deviation, floor);
  return { z: (x - median) / scale, median, scale };
}

function medianOf(values: readonly number[]): number {
  return quantile(Float64Array.from(values).sort(), 0.5);
}
