/**
 * Kendall's tau-b (Kendall 1945): how far two orders of the same things agree, from -1 to 1; ties count for neither. In
 * O(n log n) where the second order has few values, as grades do (Knight 1966, counting instead of merging).
 *
 * @param values any numbers
 * @param grades small whole numbers from 0
 * @returns undefined where one of them is the same for all, or nothing is given
 */
export function kendallTau(
  values: readonly number[],
  grades: readonly number[],
): number | undefined {
  const order = values.map((_, at) => at).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const below = new Array<number>(Math.max(0, ...grades) + 1).fill(0);
  let [surplus, tiedInValue] = [0, 0];
  for (let from = 0; from < order.length; ) {
    const value = values[order[from] ?? 0];
    let to = from;
    while (to < order.length && values[order[to] ?? 0] === value) to += 1;
    const group = order.slice(from, to).map((at) => grades[at] ?? 0);
    // Against all with a lower value: agreeing pairs less those that do not agree.
    for (const grade of group)
      for (const [other, count] of below.entries()) surplus += Math.sign(grade - other) * count;
    for (const grade of group) below[grade] = (below[grade] ?? 0) + 1;
    tiedInValue += pairs(group.length);
    from = to;
  }
  const all = pairs(values.length);
  const tiedInGrade = below.reduce((sum, count) => sum + pairs(count), 0);
  const scale = Math.sqrt(all - tiedInValue) * Math.sqrt(all - tiedInGrade);
  return scale === 0 ? undefined : surplus / scale;
}

function pairs(count: number): number {
  return (count * (count - 1)) / 2;
}
