import { NumericArray } from '../pickle/numericArray.js';
import { PickleInstance } from '../pickle/pickleInstance.js';
import { Attributes } from './attributes.js';

/**
 * The weight of each column of a fitted TfidfTransformer. Since scikit-learn 1.5 a plain vector,
 * `idf_`; before, the diagonal of a sparse matrix, `_idf_diag`. (scikit-learn 1.5 and later read an
 * older file without a word and leave its weights out; here they count, as where it was made.)
 *
 * @throws UnreadableModel when it has neither, or not one for each of `columns`
 */
export function inverseDocumentFrequencies(transformer: Attributes, columns: number): Float64Array {
  const name = transformer.get('idf_') instanceof NumericArray ? 'idf_' : '_idf_diag';
  const weights =
    name === 'idf_' ? transformer.numbers(name).numbers : diagonalOf(transformer.get(name));
  return weights?.length === columns ? weights : transformer.refuse(name);
}

/** undefined for anything but a diagonal matrix that scipy keeps as one number a row. */
function diagonalOf(matrix: unknown): Float64Array | undefined {
  if (!(matrix instanceof PickleInstance)) return undefined;
  return matrix.className === 'dia_matrix' ? fromDiagonals(matrix) : fromRows(matrix);
}

/** `data` holds one row a diagonal, `offsets` tells which it is; 0 is the main one. */
function fromDiagonals(value: PickleInstance): Float64Array | undefined {
  const matrix = new Attributes(value, 'dia_matrix');
  const { numbers: offsets } = matrix.numbers('offsets');
  const isMain = offsets.length === 1 && offsets[0] === 0;
  return isMain ? matrix.numbers('data').numbers : undefined;
}

/** In compressed rows: `indices` are the columns of `data`, row `i` begins at `indptr[i]`. */
function fromRows(value: PickleInstance): Float64Array | undefined {
  const matrix = new Attributes(value, 'csr_matrix');
  const { numbers } = matrix.numbers('data');
  const { numbers: columns } = matrix.numbers('indices');
  const { numbers: starts } = matrix.numbers('indptr');
  const isDiagonal =
    columns.length === numbers.length &&
    starts.length === numbers.length + 1 &&
    columns.every((column, at) => column === at) &&
    starts.every((start, at) => start === at);
  return isDiagonal ? numbers : undefined;
}
