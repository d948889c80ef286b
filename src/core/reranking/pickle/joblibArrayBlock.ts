import { DataType, elementCount, NumericArray, shapeOf } from './numericArray.js';
import { Buildable, PickleDict, type RawBytes } from './pickleValues.js';
import { UnreadableModel } from './unreadableModel.js';

/** More than joblib writes; a larger dictionary is not looked through. */
const MOST_ATTRIBUTES = 16;

/**
 * What joblib puts in an array's place (`NumpyArrayWrapper`): its shape and type, and behind it, in
 * the middle of the pickle, the array's bytes. Since joblib 1.2 these begin at a multiple of 16 bytes,
 * after one byte that tells how many were skipped (joblib/numpy_pickle.py, `write_array`).
 */
export class JoblibArrayBlock extends Buildable {
  build(state: unknown, raw: RawBytes): NumericArray {
    if (!(state instanceof PickleDict) || state.keys.length > MOST_ATTRIBUTES) {
      throw new UnreadableModel('holds an array block without a description');
    }
    const described = state.byName();
    const type = described.get('dtype');
    if (!(type instanceof DataType)) {
      throw new UnreadableModel('holds an array block without a data type');
    }
    const alignment = described.get('numpy_array_alignment_bytes') ?? null;
    if (alignment !== null) raw.take(raw.uint8());
    const shape = described.get('shape');
    return NumericArray.of(shape, type, raw.take(elementCount(shapeOf(shape)) * type.elementBytes));
  }
}
