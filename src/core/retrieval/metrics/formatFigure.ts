/**
 * A number with a fixed count of decimals, as C prints it (`%.4f`): exact halves go to the even neighbour, where
 * `toFixed` takes the greater one. 0.28125 is 0.2812.
 */
export function formatFixed(value: number, decimals: number): string {
  const rounded = value.toFixed(decimals);
  // Only an odd multiple of 2^-(decimals + 1) lies exactly between two numbers of so many decimals.
  const halves = Math.abs(value) * 2 ** (decimals + 1);
  const isHalf = Number.isInteger(halves) && halves % 2 === 1;
  const isOdd = Number(rounded.at(-1)) % 2 === 1;
  if (!isHalf || !isOdd) return rounded;
  return (value - Math.sign(value) * 10 ** -decimals * 0.25).toFixed(decimals);
}

/** As trec_eval prints a figure: four decimals, counts without any. */
export function formatFigure(value: number, isCount = false): string {
  return formatFixed(value, isCount ? 0 : 4);
}
