/**
 * The step-down correction of Holm 1979 for several tests at once: whoever rejects what is below α afterwards rejects anything wrongly
 * with a probability of at most α, however the tests depend on each other.
 *
 * @param pValues in any order
 * @returns the adjusted ones, in the same order
 */
export function holmCorrection(pValues: readonly number[]): number[] {
  const ascending = pValues.map((p, place) => ({ p, place })).sort((a, b) => a.p - b.p);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let least = 0;
  for (const [rank, { p, place }] of ascending.entries()) {
    least = Math.max(least, Math.min((pValues.length - rank) * p, 1));
    adjusted[place] = least;
  }
  return adjusted;
}
