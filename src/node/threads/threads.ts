import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { JobCancelled } from '../../core/errors.js';
import type { Parallel, Part } from '../../core/ports/parallel.js';
import { OWN_FILE, PART_FILE } from '../ownFile.js';
import type { PartThreadStart } from './partMessages.js';
import { PartThread } from './partThread.js';

/** More would read no faster than disks do, and each takes its memory. */
const MOST_THREADS = 4;

export interface ThreadOptions {
  /** Absolute path of a bundle that calls `servePartThread` in the role `part`, or alone. */
  readonly file: string;
  readonly start: PartThreadStart;
  readonly signal: AbortSignal;
}

/**
 * Worker threads of this process; undefined on a machine with one processor.
 * @param folder where the bundles of the product are
 */
export function threads({
  folder,
  ...options
}: Omit<ThreadOptions, 'file'> & { readonly folder: string }): Parallel | undefined {
  const width = Math.min(MOST_THREADS, availableParallelism());
  const small = join(folder, PART_FILE);
  const file = existsSync(small) ? small : join(folder, OWN_FILE);
  return width > 1 ? new Threads(width, { file, ...options }) : undefined;
}

/** See `threads`. */
export class Threads implements Parallel {
  readonly width: number;
  /** Starting a thread takes as long as reading a tenth of this. */
  readonly leastBytes = 32 * 1024 * 1024;
  readonly #options: ThreadOptions;

  constructor(width: number, options: ThreadOptions) {
    this.width = width;
    this.#options = options;
  }

  async *run<Input, Result>(
    part: Part<Input, Result>,
    inputs: readonly Input[],
    progress: (index: number, done: number) => void,
  ): AsyncGenerator<Result> {
    const { file, start, signal } = this.#options;
    if (signal.aborted) throw new JobCancelled();
    const width = Math.min(this.width, inputs.length);
    const running = Array.from({ length: width }, () => new PartThread(file, start));
    const cancel = () => {
      for (const thread of running) thread.cancel();
    };
    signal.addEventListener('abort', cancel);
    try {
      const results = startAll(running, part.name, inputs, progress);
      // Whoever runs a part knows what its results are.
      for (const result of results) yield (await result) as Result;
    } finally {
      signal.removeEventListener('abort', cancel);
      await Promise.all(running.map((thread) => thread.end()));
    }
  }
}

/** Parts are about equally long, so the threads take turns. One that has had its last gives back its memory. */
function startAll(
  running: readonly PartThread[],
  part: string,
  inputs: readonly unknown[],
  progress: (index: number, done: number) => void,
): Promise<unknown>[] {
  const results: Promise<unknown>[] = [];
  for (const [turn, thread] of running.entries()) {
    let last: Promise<unknown> = Promise.resolve();
    for (let index = turn; index < inputs.length; index += running.length) {
      const input = inputs[index];
      last = last.then(() => thread.run(part, input, (done) => progress(index, done)));
      last.catch(() => {}); // Nobody waits for what comes behind a failure.
      results[index] = last;
    }
    void last.then(() => thread.end()).catch(() => {});
  }
  return results;
}
