import type { Interval } from './bootstrapInterval.js';
import { upperGammaShare } from './gamma.js';
import { normalQuantile } from './normalQuantile.js';

/**
 * Wilson's interval of a share (Wilson 1927), which says something also of 0 and of all, where drawing anew from what was
 * seen would say that there is no doubt.
 * @param count how many of `n` are so
 * @param level share of the interval, 0.95 for 95 %
 * @returns undefined of nothing
 */
export function wilsonInterval(count: number, n: number, level = 0.95): Interval | undefined {
  if (n === 0) return undefined;
  const z = normalQuantile((1 + level) / 2);
  const share = count / n;
  const weight = 1 + (z * z) / n;
  const centre = (share + (z * z) / (2 * n)) / weight;
  const half = (z / weight) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  // At the ends the formula gives 0 and 1, but for rounding.
  return {
    low: count === 0 ? 0 : Math.max(centre - half, 0),
    high: count === n ? 1 : Math.min(centre + half, 1),
  };
}

/**
 * The exact interval of a Poisson mean of which `count` events were seen (Garwood 1936), by quantiles of the gamma
 * distribution; for counts of events of which one thing may have several.
 */
export function poissonInterval(count: number, level = 0.95): Interval {
  const tail = (1 - level) / 2;
  return {
    low: count === 0 ? 0 : gammaQuantile(count, 1 - tail),
    high: gammaQuantile(count + 1, tail),
  };
}

/** Where the upper tail of the gamma distribution with shape `a` holds `share`, by halving. */
function gammaQuantile(a: number, share: number): number {
  let [low, high] = [0, a + 1];
  while (upperGammaShare(a, high) > share) high *= 2;
  for (let step = 0; step < 100; step += 1) {
    const middle = (low + high) / 2;
    if (upperGammaShare(a, middle) > share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
