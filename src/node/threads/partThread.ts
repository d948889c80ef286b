import { Worker } from 'node:worker_threads';
import { roleArgument } from '../ownFile.js';
import { errorOf } from './failure.js';
import { CANCEL_PARTS, type PartMessage, type PartThreadStart } from './partMessages.js';

/** Lines are parsed and forgotten: with this much room few are still wanted when it is swept, and more gains nothing. */
const YOUNG_MIB = 48;

interface Running {
  readonly progress: (done: number) => void;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A thread that runs parts of a job, one at a time. */
export class PartThread {
  readonly #worker: Worker;
  #running: Running | undefined;

  /** @param file absolute path of a bundle that calls `servePartThread` in the role `part`, or alone */
  constructor(file: string, start: PartThreadStart) {
    const resourceLimits = { maxYoungGenerationSizeMb: YOUNG_MIB };
    const argv = [roleArgument('part')];
    const name = 'codelumi part';
    this.#worker = new Worker(file, { workerData: start, argv, name, resourceLimits });
    this.#worker.on('message', (message: PartMessage) => this.#take(message));
    this.#worker.on('error', (error: Error) => this.#running?.reject(error));
    this.#worker.on('exit', () => this.#running?.reject(new Error('A thread ended too early.')));
  }

  run(part: string, input: unknown, progress: (done: number) => void): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#running = { progress, resolve, reject };
      this.#worker.postMessage({ part, input });
    });
  }

  cancel(): void {
    this.#worker.postMessage(CANCEL_PARTS);
  }

  async end(): Promise<void> {
    this.#running = undefined;
    await this.#worker.terminate();
  }

  #take(message: PartMessage): void {
    if (message.kind === 'progress') this.#running?.progress(message.done);
    else if (message.kind === 'result') this.#running?.resolve(message.result);
    else this.#running?.reject(errorOf(message));
  }
}
