import { Buildable, bytesOf, EncodedText, PickleTuple } from './pickleValues.js';
import { UnreadableModel } from './unreadableModel.js';

type ReadElement = (view: DataView, offset: number, littleEndian: boolean) => number;

/** The data types that arrays of such pipelines have, by numpy's names. */
const ELEMENTS = new Map<unknown, { readonly bytes: number; readonly read: ReadElement }>([
  ['f8', { bytes: 8, read: (view, offset, little) => view.getFloat64(offset, little) }],
  ['f4', { bytes: 4, read: (view, offset, little) => view.getFloat32(offset, little) }],
  ['i8', { bytes: 8, read: (view, offset, little) => Number(view.getBigInt64(offset, little)) }],
  ['i4', { bytes: 4, read: (view, offset, little) => view.getInt32(offset, little) }],
  ['b1', { bytes: 1, read: (view, offset) => view.getUint8(offset) }],
]);

/** A numpy data type: what one element is and how its bytes are ordered. */
export class DataType extends Buildable {
  readonly elementBytes: number;
  readonly #read: ReadElement;
  #littleEndian = true;

  /** @throws UnreadableModel for types no such pipeline has, by name */
  constructor(name: unknown) {
    super();
    const element = ELEMENTS.get(name);
    if (element === undefined) {
      throw new UnreadableModel(`holds a numpy data type that is not a number: ${printed(name)}`);
    }
    this.elementBytes = element.bytes;
    this.#read = element.read;
  }

  /** The state is `(3, byte order, …)`; numpy writes `<`, `>`, or `|` where there is no order. */
  build(state: unknown): this {
    const order = state instanceof PickleTuple ? state.items[1] : undefined;
    if (order !== '<' && order !== '>' && order !== '|') {
      throw new UnreadableModel(`holds a numpy data type of byte order ${printed(order)}`);
    }
    this.#littleEndian = order !== '>';
    return this;
  }

  /** The first element; whole numbers above 2^53 are rounded. */
  numberIn(bytes: Uint8Array): number {
    return this.#read(viewOf(bytes), 0, this.#littleEndian);
  }

  /** All elements, in the same way. */
  numbersIn(bytes: Uint8Array): Float64Array {
    const view = viewOf(bytes);
    const numbers = new Float64Array(bytes.length / this.elementBytes);
    for (let at = 0; at < numbers.length; at++) {
      numbers[at] = this.#read(view, at * this.elementBytes, this.#littleEndian);
    }
    return numbers;
  }
}

/**
 * A numpy array whose bytes are looked at when it is asked for its numbers. Row and column order are
 * not told apart: the arrays of such pipelines have one row, where both are the same.
 */
export class NumericArray extends Buildable {
  #shape: readonly number[] = [0];
  #type: DataType | undefined;
  #raw: Uint8Array | EncodedText = new Uint8Array();

  static of(shape: unknown, type: unknown, raw: unknown): NumericArray {
    const array = new NumericArray();
    array.#fill(shape, type, raw);
    return array;
  }

  get shape(): readonly number[] {
    return this.#shape;
  }

  /** The state is `(1, shape, data type, is in column order, bytes)`. */
  build(state: unknown): this {
    const [, shape, type, , raw] = state instanceof PickleTuple ? state.items : [];
    this.#fill(shape, type, raw);
    return this;
  }

  numbers(): Float64Array {
    return this.#type?.numbersIn(bytesOf(this.#raw)) ?? new Float64Array();
  }

  #fill(shape: unknown, type: unknown, raw: unknown): void {
    const isRaw = raw instanceof Uint8Array || raw instanceof EncodedText;
    if (!(type instanceof DataType) || !isRaw) {
      throw new UnreadableModel('holds a numpy array that is not made of numbers');
    }
    const sides = shapeOf(shape);
    if (raw.length !== elementCount(sides) * type.elementBytes) {
      throw new UnreadableModel('holds a numpy array whose bytes do not fill its shape');
    }
    this.#shape = sides;
    this.#type = type;
    this.#raw = raw;
  }
}

/** @throws UnreadableModel for anything but a tuple of one or two lengths */
export function shapeOf(value: unknown): readonly number[] {
  const sides = value instanceof PickleTuple && value.items.length <= 2 ? value.items : [];
  const lengths = sides.filter((side) => typeof side === 'number');
  const areLengths = lengths.every((side) => Number.isSafeInteger(side) && side >= 0);
  if (lengths.length === 0 || lengths.length !== sides.length || !areLengths) {
    throw new UnreadableModel('holds a numpy array that is neither a vector nor a matrix');
  }
  return lengths;
}

/** May be larger than any file; the caller compares it with what is there. */
export function elementCount(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function printed(value: unknown): string {
  return typeof value === 'string' ? `"${value.slice(0, 40)}"` : typeof value;
}
