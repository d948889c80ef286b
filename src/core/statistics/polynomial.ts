/** Its value at x, by Horner's rule. @param coefficients from the highest power down */
export function polynomial(coefficients: readonly number[], x: number): number {
  return coefficients.reduce((sum, each) => sum * x + each, 0);
}
