import type { Interval } from './bootstrapInterval.js';
import type { Moments } from './moments.js';

/** A mean difference, and limits that hold it however often one looks. */
export interface SequenceInterval extends Interval {
  /** Values in all. */
  readonly n: number;
  /** Mean, or second mean − first mean. */
  readonly difference: number;
}

export interface SequenceOptions {
  /**
   * How often the limits ever fail to hold the truth, 0 to 1, both sides together; one of them alone fails half
   * as often.
   */
  readonly alpha: number;
  /** For how many values the limits are to be narrowest. It must not be changed once one has looked. */
  readonly tunedFor: number;
  /** Fewer values, or fewer in one of two samples, give no limits: they hold in the limit only. */
  readonly fewest?: number;
}

/** From here on simulations find no more false alarms than there should be. */
const FEWEST = 30;

/**
 * The asymptotic confidence sequence of a mean: Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas 2024, "Time-uniform
 * central limit theory and asymptotic confidence sequences", Annals of Statistics 52, theorem 2.2. Values that are all
 * the same give limits without width.
 * @param values of paired differences, in whatever order they came
 * @returns undefined of too few values
 */
export function meanSequence(
  { n, mean, variance }: Moments,
  options: SequenceOptions,
): SequenceInterval | undefined {
  if (n < Math.max(options.fewest ?? FEWEST, 2)) return undefined;
  return around(mean, n, Math.sqrt(variance), options);
}

/**
 * The same for the difference of two means, as GrowthBook has it for experiments: of both samples together, with the
 * standard error of Welch.
 * @returns second − first; undefined where either sample has too few values
 */
export function differenceSequence(
  first: Moments,
  second: Moments,
  options: SequenceOptions,
): SequenceInterval | undefined {
  if (Math.min(first.n, second.n) < Math.max(options.fewest ?? FEWEST, 2)) return undefined;
  const n = first.n + second.n;
  const error = Math.sqrt(first.variance / first.n + second.variance / second.n);
  return around(second.mean - first.mean, n, error * Math.sqrt(n), options);
}

function around(
  difference: number,
  n: number,
  deviation: number,
  options: SequenceOptions,
): SequenceInterval {
  const half = deviation * boundary(n, options);
  return { n, difference, low: difference - half, high: difference + half };
}

/** Half the width for a standard deviation of 1. */
function boundary(n: number, { alpha, tunedFor }: SequenceOptions): number {
  const logs = -2 * Math.log(alpha);
  const rhoSquared = (logs + Math.log(logs + 1)) / tunedFor;
  const spread = n * rhoSquared + 1;
  return Math.sqrt(((2 * spread) / (n * n * rhoSquared)) * Math.log(Math.sqrt(spread) / alpha));
}
