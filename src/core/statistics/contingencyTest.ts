import { upperGammaShare } from './gamma.js';
import { sumOf } from './sumOf.js';

export interface ContingencyTest {
  /** Pearson's chi-square. */
  readonly statistic: number;
  readonly degrees: number;
  /** How often two samples of one population differ so much, 0 to 1. */
  readonly pValue: number;
  /** Categories that were too rare to be told apart and count as one. */
  readonly pooled: number;
}

/** With fewer expected in a cell, chi-square is no approximation (Cochran 1954). */
const LEAST_EXPECTED = 5;

/**
 * Pearson's chi-square test of whether two samples fall alike into categories, without a correction for continuity. Categories that
 * either sample can be expected to have fewer than five of are put together into one; where that is still too rare, the rarest of the
 * others goes with it. Which those are depends on both samples together alone, so it favours neither.
 *
 * @param first and
 * @param second counts of the same categories, in the same order
 * @returns undefined where fewer than two categories are left, or a sample is empty: then there is nothing to compare
 */
export function contingencyTest(
  first: readonly number[],
  second: readonly number[],
): ContingencyTest | undefined {
  if (first.length !== second.length)
    throw new RangeError('Both samples need the same categories.');
  const [n, m] = [sumOf(first), sumOf(second)];
  if (n === 0 || m === 0) return undefined;
  const smaller = Math.min(n, m) / (n + m);
  const commonFirst = first
    .map((count, i) => [count, second[i] ?? 0] as const)
    .filter(([one, two]) => one + two > 0)
    .sort(([a, b], [c, d]) => c + d - (a + b));
  const rare: (readonly [number, number])[] = [];
  while (commonFirst.length > 0 && (isRare(commonFirst.at(-1)) || isRare(together(rare))))
    rare.push(commonFirst.pop() ?? [0, 0]);
  const cells = rare.length === 0 ? commonFirst : [...commonFirst, together(rare)];
  if (cells.length < 2) return undefined;
  let statistic = 0;
  for (const [one, two] of cells) {
    const all = one + two;
    for (const [count, expected] of [
      [one, (all * n) / (n + m)],
      [two, (all * m) / (n + m)],
    ] as const)
      statistic += (count - expected) ** 2 / expected;
  }
  const degrees = cells.length - 1;
  const pValue = upperGammaShare(degrees / 2, statistic / 2);
  return { statistic, degrees, pValue, pooled: rare.length };

  function isRare(cell: readonly [number, number] | undefined): boolean {
    if (cell === undefined) return false;
    const all = cell[0] + cell[1];
    return all > 0 && all * smaller < LEAST_EXPECTED;
  }
}

function together(cells: readonly (readonly [number, number])[]): readonly [number, number] {
  return [sumOf(cells.map(([one]) => one)), sumOf(cells.map(([, two]) => two))];
}
