/** Numbers in the order of the last dimension first. */
export type OnnxTensor =
  | { readonly type: 'int64'; readonly data: BigInt64Array; readonly dims: readonly number[] }
  | { readonly type: 'float32'; readonly data: Float32Array; readonly dims: readonly number[] };

/** A model that is loaded. */
export interface OnnxSession {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  /** @returns those outputs that are of a type of `OnnxTensor`, by name; rejects with an Error of the runtime's */
  run(inputs: Readonly<Record<string, OnnxTensor>>): Promise<Readonly<Record<string, OnnxTensor>>>;
}

/** What runs models in the Open Neural Network Exchange format on this machine. */
export interface OnnxRuntime {
  /**
   * Loads a model. Weights kept in files of their own are not found.
   * @throws CodelumiError `not-found` where no runtime is installed; an Error of the runtime's for what is no model
   */
  open(model: Uint8Array): Promise<OnnxSession>;
}
