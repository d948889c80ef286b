import { type ResourceLimits, Worker } from 'node:worker_threads';
import { type CancellationToken, type LogOutputChannel, l10n, window } from 'vscode';
import type { JobProgress } from '../../core/job.js';
import { roleArgument } from '../../node/ownFile.js';
import { errorOf } from '../../node/threads/failure.js';
import type { InputOf, JobName, ResultOf } from '../../worker/jobs.js';
import { CANCEL, type WorkerMessage, type WorkerStart } from '../../worker/workerMessages.js';
import { plainMessage } from '../plainMessage.js';
import { signingHere } from '../workspace/signingHere.js';
import { userDataFolder } from '../workspace/userDataFolder.js';
import { workerEnded } from './workerEnded.js';

export interface JobOptions {
  readonly token?: CancellationToken;
  readonly onProgress?: (progress: JobProgress) => void;
}

/** Runs jobs in worker threads, so that the extension host stays free whatever they do. */
export class JobRunner {
  readonly #workerPath: string;
  readonly #log: LogOutputChannel;
  readonly #limits: ResourceLimits | undefined;

  /**
   * @param workerPath absolute path of `dist/codelumi.cjs`
   * @param limits what a worker may take; left out: what Node gives it
   */
  constructor(workerPath: string, log: LogOutputChannel, limits?: ResourceLimits) {
    this.#workerPath = workerPath;
    this.#log = log;
    this.#limits = limits;
  }

  /** @throws CodelumiError as the job does, `worker-ended` when the worker dies, JobCancelled */
  async run<Name extends JobName>(
    job: Name,
    input: InputOf<Name>,
    root: string,
    { token, onProgress }: JobOptions = {},
  ): Promise<ResultOf<Name>> {
    const startedAt = Date.now();
    const userData = userDataFolder();
    const start: WorkerStart = { job, input, root, userData, signing: signingHere() };
    const worker = new Worker(this.#workerPath, {
      workerData: start,
      argv: [roleArgument('job')],
      name: `codelumi ${job}`,
      ...(this.#limits && { resourceLimits: this.#limits }),
    });
    const cancelling = token?.onCancellationRequested(() => worker.postMessage(CANCEL));
    try {
      const result = await outcomeOf(worker, job, { onProgress, onWarning: this.#warn });
      this.#log.debug(`${job} took ${Date.now() - startedAt} ms`);
      return result as ResultOf<Name>;
    } finally {
      cancelling?.dispose();
    }
  }

  /** Not awaited: the job goes on, the message stays. */
  readonly #warn = (message: string): void => {
    this.#log.warn(message);
    void window.showWarningMessage(plainMessage(message));
  };
}

interface Listener {
  readonly onProgress: JobOptions['onProgress'] | undefined;
  readonly onWarning: (message: string) => void;
}

function outcomeOf(
  worker: Worker,
  job: JobName,
  { onProgress, onWarning }: Listener,
): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.on('message', (message: WorkerMessage) => {
      if (message.kind === 'progress') onProgress?.(message.progress);
      else if (message.kind === 'warning') onWarning(message.message);
      else if (message.kind === 'result') resolve(message.result);
      else reject(errorOf(message));
    });
    worker.on('error', (error) => reject(workerEnded(l10n.t('The work on "{0}"', job), error)));
    // After a result or an error this changes nothing; without one the worker was killed.
    worker.on('exit', () => reject(workerEnded(l10n.t('The work on "{0}"', job))));
  });
}
