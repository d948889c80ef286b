import { polynomial } from './polynomial.js';

/**
 * How probable it is that a standard normal variable exceeds `z`, to about 14 digits also far out, where 1 minus the
 * distribution function has none left. By the rational approximations of erfc of Cody 1969, "Rational Chebyshev
 * approximations for the error function", Mathematics of Computation 23, 631–637.
 */
export function normalTail(z: number): number {
  return complementaryError(z * Math.SQRT1_2) / 2;
}

function complementaryError(x: number): number {
  const size = Math.abs(x);
  if (size <= 0.46875) return 1 - x * near(x * x);
  if (size > 27) return x > 0 ? 0 : 2;
  const tail = size <= 4 ? middle(size) : far(size);
  return x > 0 ? tail : 2 - tail;
}

/** erf(x) / x of x². */
function near(square: number): number {
  return polynomial(NEAR_ABOVE, square) / polynomial(NEAR_BELOW, square);
}

function middle(x: number): number {
  return (exponential(x) * polynomial(MIDDLE_ABOVE, x)) / polynomial(MIDDLE_BELOW, x);
}

function far(x: number): number {
  const inverse = 1 / (x * x);
  const correction = (inverse * polynomial(FAR_ABOVE, inverse)) / polynomial(FAR_BELOW, inverse);
  return (exponential(x) * (1 / Math.sqrt(Math.PI) - correction)) / x;
}

/** exp(−x²) in two factors: squaring x at once would lose the digits that matter far out. */
function exponential(x: number): number {
  const coarse = Math.trunc(x * 16) / 16;
  return Math.exp(-coarse * coarse) * Math.exp(-(x - coarse) * (x + coarse));
}

const NEAR_ABOVE = [
  0.18577770618460315, 3.1611237438705655, 113.86415415105016, 377.485237685302, 3209.3775891384694,
];
const NEAR_BELOW = [
  1, 23.601290952344122, 244.02463793444417, 1282.6165260773723, 2844.236833439171,
];
const MIDDLE_ABOVE = [
  2.1531153547440383e-8, 0.5641884969886701, 8.883149794388377, 66.11919063714163,
  298.6351381974001, 881.952221241769, 1712.0476126340707, 2051.0783778260716, 1230.3393547979972,
];
const MIDDLE_BELOW = [
  1, 15.744926110709835, 117.6939508913125, 537.1811018620099, 1621.3895745666903,
  3290.7992357334597, 4362.619090143247, 3439.3676741437216, 1230.3393548037495,
];
const FAR_ABOVE = [
  0.016315387137302097, 0.30532663496123236, 0.36034489994980445, 0.12578172611122926,
  0.016083785148742275, 0.0006587491615298378,
];
const FAR_BELOW = [
  1, 2.568520192289822, 1.8729528499234673, 0.5279051029514285, 0.06051834131244132,
  0.0023352049762686918,
];
