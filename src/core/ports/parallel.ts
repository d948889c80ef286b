/** A piece of work that can run beside others of its kind. Input and result are plain data. */
export interface Part<Input, Result> {
  /** By which other threads know it. */
  readonly name: string;
  readonly run: (input: Input, context: never) => Promise<Result>;
  /** What of a result is handed over to the other thread, instead of copied. */
  readonly buffersOf: (result: Result) => ArrayBuffer[];
}

/** Other threads, for work that can be cut into parts. */
export interface Parallel {
  /** How many parts run at the same time. */
  readonly width: number;
  /** How much reading is worth a part of its own, in bytes. */
  readonly leastBytes: number;
  /**
   * Runs a part for each input, several at a time, and gives the results in the order of the inputs.
   * When one fails, or nobody wants more results, all are stopped.
   *
   * @param progress takes what part of that index says of itself
   * @throws CodelumiError and JobCancelled as the part does
   */
  run<Input, Result>(
    part: Part<Input, Result>,
    inputs: readonly Input[],
    progress: (index: number, done: number) => void,
  ): AsyncIterable<Result>;
}
