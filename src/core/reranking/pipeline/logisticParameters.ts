import { Attributes } from './attributes.js';

/** All that decides what a fitted binary LogisticRegression makes of a vector. */
export interface LogisticParameters {
  /** One weight a column. */
  readonly coefficients: Float64Array;
  readonly intercept: number;
  /** Softmax over −d and d instead of the logistic function of d (scikit-learn before 1.8). */
  readonly isMultinomial: boolean;
}

/** @throws UnreadableModel unless it tells two classes apart by one weight for each of `columns` */
export function logisticParametersOf(value: unknown, columns: number): LogisticParameters {
  const regression = new Attributes(value, 'LogisticRegression');
  const { numbers: classes } = regression.numbers('classes_');
  if (classes.length !== 2) return regression.refuse('classes_');
  const { shape, numbers: coefficients } = regression.numbers('coef_');
  if (shape.length !== 2 || shape[0] !== 1 || coefficients.length !== columns) {
    return regression.refuse('coef_');
  }
  const { numbers: intercepts } = regression.numbers('intercept_');
  const [intercept] = intercepts;
  if (intercept === undefined || intercepts.length > 1) return regression.refuse('intercept_');
  const multiClass = regression.oneOf('multi_class', [
    undefined,
    'auto',
    'ovr',
    'warn',
    'deprecated',
    'multinomial',
  ]);
  return { coefficients, intercept, isMultinomial: multiClass === 'multinomial' };
}
