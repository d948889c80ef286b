/**
 * Solves A·x = b by Cholesky's decomposition A = L·Lᵀ.
 * @param matrix A, positive definite, row by row; only its lower triangle is read
 */
export function solvePositiveDefinite(matrix: Float64Array, right: Float64Array): Float64Array {
  const lower = decomposed(matrix, right.length);
  return backward(lower, forward(lower, right));
}

function decomposed(matrix: Float64Array, width: number): Float64Array {
  const lower = matrix.slice();
  for (let i = 0; i < width; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let sum = lower[i * width + j] ?? 0;
      for (let k = 0; k < j; k += 1)
        sum -= (lower[i * width + k] ?? 0) * (lower[j * width + k] ?? 0);
      lower[i * width + j] = i === j ? Math.sqrt(sum) : sum / (lower[j * width + j] ?? 1);
    }
  }
  return lower;
}

/** Solves L·y = b. */
function forward(lower: Float64Array, right: Float64Array): Float64Array {
  const width = right.length;
  const solution = right.slice();
  for (let i = 0; i < width; i += 1) {
    let sum = solution[i] ?? 0;
    for (let k = 0; k < i; k += 1) sum -= (lower[i * width + k] ?? 0) * (solution[k] ?? 0);
    solution[i] = sum / (lower[i * width + i] ?? 1);
  }
  return solution;
}

/** Solves Lᵀ·x = y. */
function backward(lower: Float64Array, right: Float64Array): Float64Array {
  const width = right.length;
  const solution = right.slice();
  for (let i = width - 1; i >= 0; i -= 1) {
    let sum = solution[i] ?? 0;
    for (let k = i + 1; k < width; k += 1) sum -= (lower[k * width + i] ?? 0) * (solution[k] ?? 0);
    solution[i] = sum / (lower[i * width + i] ?? 1);
  }
  return solution;
}
