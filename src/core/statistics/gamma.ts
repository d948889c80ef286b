/** Stirling's series is as exact as numbers are from here on. */
const LEAST_FOR_SERIES = 12;
const LOG_OF_ROOT_TAU = 0.9189385332046728;
/** Steps in which either way of `upperGammaShare` comes to an end for what is asked of it. */
const MOST_STEPS = 10_000;
const PRECISION = 1e-16;

/**
 * The logarithm of Γ(x) for x > 0, to about 14 digits: the recurrence Γ(x + 1) = x Γ(x), then Stirling's series (Abramowitz and
 * Stegun 1964, 6.1.41).
 */
export function logGamma(x: number): number {
  if (!(x > 0)) return Number.NaN;
  let [shifted, product] = [x, 1];
  while (shifted < LEAST_FOR_SERIES) {
    product *= shifted;
    shifted += 1;
  }
  const square = 1 / (shifted * shifted);
  const series =
    (1 / 12 -
      square *
        (1 / 360 -
          square * (1 / 1260 - square * (1 / 1680 - square * (1 / 1188 - square * SIXTH))))) /
    shifted;
  return (
    (shifted - 0.5) * Math.log(shifted) - shifted + LOG_OF_ROOT_TAU + series - Math.log(product)
  );
}

const SIXTH = 691 / 360_360;

/** The logarithm of B(a, b) for a, b > 0. */
export function logBeta(a: number, b: number): number {
  return logGamma(a) + logGamma(b) - logGamma(a + b);
}

/**
 * Q(a, x) = Γ(a, x) / Γ(a), the upper tail of the gamma distribution: by its series where x < a + 1, else by the continued fraction
 * of Legendre in the form of Lentz (Press et al. 2007, section 6.2). To about 12 digits for a up to some thousands.
 */
export function upperGammaShare(a: number, x: number): number {
  if (!(a > 0 && x >= 0)) return Number.NaN;
  if (x === 0) return 1;
  const scale = Math.exp(a * Math.log(x) - x - logGamma(a));
  return x < a + 1 ? 1 - scale * lowerSeries(a, x) : scale * upperFraction(a, x);
}

function lowerSeries(a: number, x: number): number {
  let term = 1 / a;
  let sum = term;
  for (let step = 1; step < MOST_STEPS && term > sum * PRECISION; step += 1) {
    term *= x / (a + step);
    sum += term;
  }
  return sum;
}

function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = Number.POSITIVE_INFINITY;
  let d = 1 / b;
  let value = d;
  for (let step = 1; step < MOST_STEPS; step += 1) {
    const numerator = -step * (step - a);
    b += 2;
    d = 1 / (numerator * d + b);
    c = b + numerator / c;
    const factor = c * d;
    value *= factor;
    if (Math.abs(factor - 1) < PRECISION * 4) break;
  }
  return value;
}
