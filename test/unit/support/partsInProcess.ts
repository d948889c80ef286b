import type { JobContext } from '../../../src/core/job.js';
import type { Parallel, Part } from '../../../src/core/ports/parallel.js';

/** Cuts work into parts as threads do, however little there is, and lets only plain data through. */
export class PartsInProcess implements Parallel {
  readonly width: number;
  readonly leastBytes = 1;
  readonly #context: JobContext;
  /** How many parts were asked for. */
  parts = 0;

  constructor(width: number, context: JobContext) {
    this.width = width;
    this.#context = context;
  }

  async *run<Input, Result>(
    { run, buffersOf }: Part<Input, Result>,
    inputs: readonly Input[],
  ): AsyncGenerator<Result> {
    const context = this.#context as never;
    for (const input of inputs) {
      this.parts += 1;
      const result = await run(structuredClone(input), context);
      yield structuredClone(result, { transfer: buffersOf(result) });
    }
  }
}
