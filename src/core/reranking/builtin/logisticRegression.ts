import { solvePositiveDefinite } from './cholesky.js';

/** Rows and what each of them is. */
export interface Examples {
  /** All of one length. */
  readonly rows: readonly Float64Array[];
  /** 1 or 0. */
  readonly labels: ArrayLike<number>;
}

export interface LogisticModel {
  readonly weights: Float64Array;
  readonly intercept: number;
}

export interface LogisticOptions {
  /** λ of the penalty λ/2 · |weights|², which leaves out the intercept; 1 / C of scikit-learn. Above 0. */
  readonly penalty: number;
  /** Where to begin; the optimum is the same from anywhere. */
  readonly start?: LogisticModel | undefined;
}

const MOST_STEPS = 50;
/** Of Newton's decrement over the loss; far above what rounding does to the loss. */
const CONVERGED = 1e-10;

/**
 * L2-regularised logistic regression by Newton's method (iteratively reweighted least squares; Hastie, Tibshirani and
 * Friedman 2009, §4.4.1), halving steps that overshoot. The loss is strictly convex, so there is one optimum, and the same
 * rows in the same order give the same bits.
 */
export function fitLogistic(
  examples: Examples,
  { penalty, start }: LogisticOptions,
): LogisticModel {
  const width = (examples.rows[0]?.length ?? 0) + 1;
  let point = new Float64Array(width);
  if (start !== undefined) point.set([...start.weights, start.intercept]);
  let state = derivatives(examples, point, penalty);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const direction = solvePositiveDefinite(state.hessian, state.gradient);
    // Half of it is what the step takes off the loss, were that a parabola.
    const decrement = linearScore(direction, state.gradient);
    let next = moved(point, direction, 1);
    if (decrement <= CONVERGED * (1 + state.loss)) {
      // So near that it is one, and the last step ends at the optimum.
      point = next;
      break;
    }
    let nextState = derivatives(examples, next, penalty);
    for (let size = 0.5; nextState.loss > state.loss; size /= 2) {
      next = moved(point, direction, size);
      nextState = derivatives(examples, next, penalty);
    }
    [point, state] = [next, nextState];
  }
  return { weights: point.slice(0, -1), intercept: point[width - 1] ?? 0 };
}

export function linearScore(weights: Float64Array, row: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < weights.length; at += 1)
    sum += (weights[at] as number) * (row[at] as number);
  return sum;
}

function moved(
  point: Float64Array,
  direction: Float64Array,
  size: number,
): Float64Array<ArrayBuffer> {
  return Float64Array.from(point, (value, at) => value - size * (direction[at] as number));
}

interface Derivatives {
  readonly loss: number;
  readonly gradient: Float64Array;
  /** Lower triangle, row by row in a square of the width. */
  readonly hessian: Float64Array;
}

function derivatives(
  { rows, labels }: Examples,
  point: Float64Array,
  penalty: number,
): Derivatives {
  const width = point.length;
  const last = width - 1;
  const gradient = new Float64Array(width);
  const hessian = new Float64Array(width * width);
  // The last place is the intercept's.
  const row = new Float64Array(width).fill(1);
  let loss = 0;
  for (let at = 0; at < rows.length; at += 1) {
    row.set(rows[at] as Float64Array);
    const label = labels[at] ?? 0;
    const logit = linearScore(point, row);
    // ln(1 + e^x) − y·x, without overflow.
    loss += Math.max(logit, 0) + Math.log1p(Math.exp(-Math.abs(logit))) - label * logit;
    const probability = 1 / (1 + Math.exp(-logit));
    for (let i = 0; i < width; i += 1)
      gradient[i] = (gradient[i] as number) + (probability - label) * (row[i] as number);
    addOuterProduct(hessian, row, probability * (1 - probability));
  }
  for (let i = 0; i < last; i += 1) {
    const weight = point[i] as number;
    loss += (penalty / 2) * weight * weight;
    gradient[i] = (gradient[i] as number) + penalty * weight;
    hessian[i * width + i] = (hessian[i * width + i] as number) + penalty;
  }
  // Where all labels are alike the intercept has no optimum; this keeps its steps finite.
  hessian[last * width + last] = (hessian[last * width + last] as number) + 1e-9;
  return { loss, gradient, hessian };
}

/** Adds `scale` · row · rowᵀ to the lower triangle. Nearly all of the time that training takes goes by here. */
function addOuterProduct(matrix: Float64Array, row: Float64Array, scale: number): void {
  const width = row.length;
  for (let i = 0; i < width; i += 1) {
    const scaled = scale * (row[i] as number);
    if (scaled === 0) continue;
    const start = i * width;
    for (let j = 0; j <= i; j += 1)
      matrix[start + j] = (matrix[start + j] as number) + scaled * (row[j] as number);
  }
}
