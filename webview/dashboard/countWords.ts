import type { ShownMetric } from '../../src/shared/dashboardProtocol.js';

/** `n 120 of 200, m 300`: how much there is, and how much it takes where that is more. */
export function countWords({ n, m, needed }: Pick<ShownMetric, 'n' | 'm' | 'needed'>): string {
  const part = (name: string, count: number, wanted: number) => {
    if (count === 0 && wanted === 0) return [];
    const have = `${name} ${count.toLocaleString('en')}`;
    return [count < wanted ? `${have} of ${wanted.toLocaleString('en')}` : have];
  };
  return [...part('n', n, needed.n), ...part('m', m, needed.m)].join(', ');
}
