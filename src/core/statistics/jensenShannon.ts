/**
 * The Jensen–Shannon distance of two samples that fall into categories: the square root of the divergence of Lin 1991 in base 2, so
 * that it is from 0 (the same shares) to 1 (nothing in common), and a metric (Endres and Schindelin 2003).
 *
 * @param first and
 * @param second counts of the same categories, in the same order
 * @returns undefined when a sample is empty
 */
export function jensenShannonDistance(
  first: readonly number[],
  second: readonly number[],
): number | undefined {
  if (first.length !== second.length)
    throw new RangeError('Both samples need the same categories.');
  const n = first.reduce((sum, each) => sum + each, 0);
  const m = second.reduce((sum, each) => sum + each, 0);
  if (n === 0 || m === 0) return undefined;
  let divergence = 0;
  for (const [i, count] of first.entries()) {
    const [p, q] = [count / n, (second[i] ?? 0) / m];
    const middle = (p + q) / 2;
    divergence += (informationOf(p, middle) + informationOf(q, middle)) / 2;
  }
  // Shares that are the same up to rounding can come out below 0.
  return Math.sqrt(Math.min(Math.max(divergence, 0), 1));
}

function informationOf(share: number, middle: number): number {
  return share === 0 ? 0 : share * Math.log2(share / middle);
}
