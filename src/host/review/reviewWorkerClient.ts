import { isDeepStrictEqual } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { Disposable } from 'vscode';
import { l10n } from 'vscode';
import type { QueueOverview } from '../../core/review/queueOverview.js';
import { errorOf } from '../../node/threads/failure.js';
import {
  CLOSE,
  type ReviewMessage,
  type ReviewQuestion,
  type ReviewWorkerStart,
} from '../../worker/reviewMessages.js';
import type {
  ReviewInputOf,
  ReviewRequestName,
  ReviewResultOf,
} from '../../worker/reviewRequests.js';
import { workerEnded } from '../jobs/workerEnded.js';
import { signingHere } from '../workspace/signingHere.js';
import { userDataFolder } from '../workspace/userDataFolder.js';

interface ReviewWorkerListener {
  readonly onOverview: (overview: QueueOverview) => void;
  /** The worker died. */
  readonly onLoss: (error: Error) => void;
}

const QUEUE = l10n.t('The worker that keeps the queue');

interface Waiting {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

/**
 * The line to the worker that keeps the queue of a workspace. It is started at the first question and
 * stays; where it dies, whoever waits hears of it, and the next question starts another.
 */
export class ReviewWorkerClient implements Disposable {
  readonly #workerPath: string;
  readonly #listener: ReviewWorkerListener;
  readonly #waiting = new Map<number, Waiting>();
  #running: { readonly worker: Worker; readonly start: ReviewWorkerStart } | undefined;
  #lastId = 0;

  /** @param workerPath absolute path of `dist/review.worker.cjs` */
  constructor(workerPath: string, listener: ReviewWorkerListener) {
    this.#workerPath = workerPath;
    this.#listener = listener;
  }

  /** Whether there is a worker; a new one has read nothing yet. */
  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** @throws CodelumiError as the request does, `worker-ended` when the worker dies */
  ask<Name extends ReviewRequestName>(
    name: Name,
    input: ReviewInputOf<Name>,
    root: string,
  ): Promise<ReviewResultOf<Name>> {
    const worker = this.#workerFor(root);
    this.#lastId += 1;
    const question: ReviewQuestion = { id: this.#lastId, name, input };
    return new Promise((resolve, reject) => {
      this.#waiting.set(question.id, {
        resolve: (result) => resolve(result as ReviewResultOf<Name>),
        reject,
      });
      worker.postMessage(question);
    });
  }

  #workerFor(root: string): Worker {
    const signing = signingHere();
    const start: ReviewWorkerStart = { root, userData: userDataFolder(), signing };
    const running = this.#running;
    if (running !== undefined && isDeepStrictEqual(running.start, start)) return running.worker;
    this.dispose();
    const worker = new Worker(this.#workerPath, { workerData: start, name: 'codelumi review' });
    worker.on('message', (message: ReviewMessage) => this.#receive(message));
    worker.on('error', (error) => this.#lose(worker, workerEnded(QUEUE, error)));
    worker.on('exit', () => this.#lose(worker, workerEnded(QUEUE)));
    this.#running = { worker, start };
    return worker;
  }

  #receive(message: ReviewMessage): void {
    if (message.kind === 'overview') {
      this.#listener.onOverview(message.overview);
      return;
    }
    const waiting = this.#waiting.get(message.id);
    this.#waiting.delete(message.id);
    if (message.kind === 'answer') waiting?.resolve(message.result);
    else waiting?.reject(errorOf(message.failure));
  }

  #lose(worker: Worker, error: Error): void {
    if (this.#running?.worker !== worker) return;
    this.#refuseAll(error);
    this.#listener.onLoss(error);
  }

  #refuseAll(error: Error): void {
    this.#running = undefined;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(error);
  }

  dispose(): void {
    const worker = this.#running?.worker;
    if (worker === undefined) return;
    this.#refuseAll(new Error('The window is being closed.'));
    worker.postMessage(CLOSE);
  }
}
