/** Scores with more digits than anybody reads would differ between machines. */
export function thousandths(value: number): number {
  return Math.round(value * 1_000) / 1_000;
}
