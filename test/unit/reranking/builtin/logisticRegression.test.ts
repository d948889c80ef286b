import assert from 'node:assert/strict';
import fc from 'fast-check';
import { solvePositiveDefinite } from '../../../../src/core/reranking/builtin/cholesky.js';
import {
  fitLogistic,
  type LogisticModel,
  linearScore,
} from '../../../../src/core/reranking/builtin/logisticRegression.js';
import { readJson } from '../rerankerFixtures.js';

interface Problem {
  readonly penalty: number;
  readonly rows: readonly (readonly number[])[];
  readonly labels: readonly number[];
  readonly weights: readonly number[];
  readonly intercept: number;
}

/** Made by scripts/fixtures/logistic.py. */
const { problems } = await readJson<{ problems: Problem[] }>('logistic.json');

/** Of the penalised loss at a model, by weight and then of the intercept. */
function gradientAt(
  { weights, intercept }: LogisticModel,
  { rows, labels, penalty }: Pick<Problem, 'rows' | 'labels' | 'penalty'>,
): number[] {
  const residuals = rows.map((row, at) => {
    const logit = intercept + linearScore(weights, Float64Array.from(row));
    return 1 / (1 + Math.exp(-logit)) - (labels[at] ?? 0);
  });
  const ofWeights = [...weights].map((weight, column) =>
    residuals.reduce(
      (sum, residual, at) => sum + residual * (rows[at]?.[column] ?? 0),
      penalty * weight,
    ),
  );
  return [...ofWeights, residuals.reduce((sum, residual) => sum + residual, 0)];
}

describe('fitLogistic', () => {
  for (const [at, { rows, labels, penalty, weights, intercept }] of problems.entries()) {
    it(`finds the optimum that scikit-learn finds: ${at}`, () => {
      const examples = { rows: rows.map((row) => Float64Array.from(row)), labels };
      const model = fitLogistic(examples, { penalty });
      for (const [column, wanted] of weights.entries())
        assert.ok(Math.abs((model.weights[column] ?? Number.NaN) - wanted) < 1e-6, `${column}`);
      assert.ok(Math.abs(model.intercept - intercept) < 1e-6);
      const start = { weights: Float64Array.from(weights, (weight) => 3 - weight), intercept: -2 };
      const elsewhere = fitLogistic(examples, { penalty, start });
      for (const [column, weight] of model.weights.entries())
        assert.ok(Math.abs((elsewhere.weights[column] ?? Number.NaN) - weight) < 1e-8);
    });
  }

  it('ends where the loss has no slope', () => {
    const row = fc.array(fc.double({ min: -8, max: 8, noNaN: true }), {
      minLength: 3,
      maxLength: 3,
    });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(row, fc.constantFrom(0, 1)), { minLength: 4, maxLength: 40 }),
        fc.constantFrom(0.1, 1, 10),
        (examples, penalty) => {
          const labels = examples.map(([, label]) => label);
          fc.pre(labels.includes(0) && labels.includes(1));
          const rows = examples.map(([values]) => values);
          const model = fitLogistic(
            { rows: rows.map((values) => Float64Array.from(values)), labels },
            { penalty },
          );
          for (const slope of gradientAt(model, { rows, labels, penalty }))
            assert.ok(Math.abs(slope) < 1e-6, `${slope}`);
        },
      ),
      { numRuns: 100 },
    );
  });

  it('weighs what tells nothing apart 0, and stays finite where all labels are alike', () => {
    const rows = [1, 2, 3, 4].map((value) => Float64Array.of(value, 5, 0));
    const { weights } = fitLogistic({ rows, labels: [0, 0, 1, 1] }, { penalty: 1 });
    assert.ok((weights[0] ?? 0) > 0);
    assert.equal(weights[2], 0);
    const alike = fitLogistic({ rows, labels: [0, 0, 0, 0] }, { penalty: 1 });
    assert.ok([...alike.weights, alike.intercept].every(Number.isFinite));
  });
});

describe('solvePositiveDefinite', () => {
  it('gives what the matrix times it is', () => {
    const matrix = Float64Array.of(4, 0, 0, 2, 5, 0, 1, 3, 6);
    const solution = solvePositiveDefinite(matrix, Float64Array.of(11, 21, 25));
    for (const [at, wanted] of [1, 2, 3].entries())
      assert.ok(Math.abs((solution[at] ?? 0) - wanted) < 1e-12);
  });
});
