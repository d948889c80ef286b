import { bootstrapInterval, bootstrapIntervalOf, type Interval } from './bootstrapInterval.js';
import { wilsonInterval } from './countIntervals.js';

/**
 * The interval of a mean over queries. Where each value is 0 or 1 the mean is a share, as success@1 is, and has Wilson's: drawing anew
 * from what is 1 throughout would say that there is no doubt. Any other mean has the bootstrap's.
 * @param values no differences
 * @returns undefined of too few values to tell
 */
export function meanInterval(
  values: readonly number[],
  options: Parameters<typeof bootstrapInterval>[1] = {},
): Interval | undefined {
  const isShare = values.every((value) => value === 0 || value === 1);
  return isShare
    ? wilsonInterval(values.filter((value) => value === 1).length, values.length, options.level)
    : bootstrapInterval(values, options);
}

/**
 * The same where values of one group (questions about one entry) go together: groups are drawn, not values. Where all are
 * 0, or all 1, Wilson's of as many groups.
 * @param values no differences
 * @param groups by place in `values`
 */
export function groupedMeanInterval(
  values: readonly number[],
  groups: readonly string[],
  options: { readonly seed?: number; readonly level?: number } = {},
): Interval | undefined {
  const [first] = values;
  const isUniform = values.every((value) => value === first);
  if (!isUniform || (first !== 0 && first !== 1)) return groupedBootstrap(values, groups, options);
  const n = new Set(groups).size;
  return wilsonInterval(first * n, n, options.level);
}

/**
 * The bootstrap interval of a mean, differences too, of which groups are drawn.
 * @returns undefined of fewer than two groups
 */
export function groupedBootstrap(
  values: readonly number[],
  groups: readonly string[],
  { seed = 1, level = 0.95 }: { readonly seed?: number; readonly level?: number } = {},
): Interval | undefined {
  const byGroup = new Map<string, { sum: number; n: number }>();
  for (const [at, value] of values.entries()) {
    const group = groups[at] ?? '';
    const { sum, n } = byGroup.get(group) ?? { sum: 0, n: 0 };
    byGroup.set(group, { sum: sum + value, n: n + 1 });
  }
  const parts = [...byGroup.values()];
  const drawn = (places: readonly number[]) => {
    let [sum, n] = [0, 0];
    for (const place of places) {
      sum += parts[place]?.sum ?? 0;
      n += parts[place]?.n ?? 0;
    }
    return sum / n;
  };
  return bootstrapIntervalOf(parts.length, drawn, { seed, level });
}
