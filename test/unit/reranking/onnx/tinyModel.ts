/** The few messages of ONNX's protocol buffers (onnx.proto3) that a small model takes, written byte by byte. */

type Field = readonly [number: number, value: number | string | Uint8Array];

function message(...fields: readonly Field[]): Uint8Array {
  return Buffer.concat(
    fields.map(([number, value]) => {
      if (typeof value === 'number') return Buffer.from([...varint(number << 3), ...varint(value)]);
      const bytes = Buffer.from(value);
      return Buffer.concat([
        Buffer.from([...varint((number << 3) | 2), ...varint(bytes.length)]),
        bytes,
      ]);
    }),
  );
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(Math.floor(value / 128))];
}

const FLOAT = 1;
const INT64 = 7;

/** `NodeProto` */
function node(
  kind: string,
  inputs: readonly string[],
  output: string,
  ...attributes: Uint8Array[]
): Field {
  return [
    1,
    message(
      ...inputs.map((name): Field => [1, name]),
      [2, output],
      [4, kind],
      ...attributes.map((each): Field => [5, each]),
    ),
  ];
}

/** `AttributeProto` of a whole number, or of several. */
function attribute(name: string, value: number | readonly number[]): Uint8Array {
  if (typeof value === 'number') return message([1, name], [3, value], [20, 2]);
  return message([1, name], ...value.map((each): Field => [8, each]), [20, 7]);
}

/** `TensorProto` */
function tensor(name: string, dims: readonly number[], values: readonly number[]): Field {
  return [
    5,
    message(
      ...dims.map((size): Field => [1, size]),
      [2, FLOAT],
      [8, name],
      [9, new Uint8Array(Float32Array.from(values).buffer)],
    ),
  ];
}

/** `ValueInfoProto`, with dimensions of any size. */
function value(field: 11 | 12, name: string, type: number, dims: readonly string[]): Field {
  const shape = message(...dims.map((each): Field => [1, message([2, each])]));
  return [field, message([1, name], [2, message([1, message([1, type], [2, shape])])])];
}

/** The model as a function, to say what it must give. */
export function tinyLogit(
  weights: readonly number[],
  pieces: readonly number[],
  types: readonly number[],
): number {
  return pieces.reduce((sum, piece, at) => sum + (weights[piece] ?? 0) * (1 + (types[at] ?? 0)), 0);
}

/**
 * A cross-encoder of one layer: the sum over a row of the weight of each piece, twice for the second text, where the mask
 * says that there is one. `logits` is [rows, 1], or [rows, 2] with its negative first.
 */
export function tinyModel(weights: readonly number[], { isTwofold = false } = {}): Uint8Array {
  const [rows, width] = ['rows', 'width'];
  const sum = isTwofold ? 'sum' : 'logits';
  const graph = message(
    node('Gather', ['weights', 'input_ids'], 'each'),
    node('Cast', ['attention_mask'], 'mask', attribute('to', FLOAT)),
    node('Cast', ['token_type_ids'], 'type', attribute('to', FLOAT)),
    node('Add', ['type', 'one'], 'times'),
    node('Mul', ['each', 'mask'], 'seen'),
    node('Mul', ['seen', 'times'], 'weighed'),
    node('ReduceSum', ['weighed', 'axis'], sum, attribute('keepdims', 1)),
    ...(isTwofold
      ? [
          node('Neg', ['sum'], 'against'),
          node('Concat', ['against', 'sum'], 'logits', attribute('axis', 1)),
        ]
      : []),
    [2, 'tiny'],
    tensor('weights', [weights.length], weights),
    tensor('one', [1], [1]),
    axisTensor(),
    ...['input_ids', 'attention_mask', 'token_type_ids'].map((name) =>
      value(11, name, INT64, [rows, width]),
    ),
    value(12, 'logits', FLOAT, [rows, 'scores']),
  );
  // IR version 8, written by nobody in particular, operators of version 13.
  return message([1, 8], [2, 'codelumi-test'], [7, graph], [8, message([1, ''], [2, 13])]);
}

/** Along the second dimension. */
function axisTensor(): Field {
  return [
    5,
    message([1, 1], [2, INT64], [8, 'axis'], [9, new Uint8Array(BigInt64Array.of(1n).buffer)]),
  ];
}
