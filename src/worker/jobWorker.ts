import { parentPort, workerData } from 'node:worker_threads';
import type { Job, JobProgress } from '../core/job.js';
import { nodeContext } from '../node/nodeContext.js';
import { failureOf } from '../node/threads/failure.js';
import { threads } from '../node/threads/threads.js';
import { jobs } from './jobs.js';
import { CANCEL, type WorkerMessage, type WorkerStart } from './workerMessages.js';

const BETWEEN_UPDATES_MS = 100;

async function main(): Promise<void> {
  const { job, input, root, userData } = workerData as WorkerStart;
  const cancel = new AbortController();
  parentPort?.on('message', (message) => {
    if (message === CANCEL) cancel.abort();
  });
  // Input and result types belong together by name; the sender's side checks them.
  const run = jobs[job] as Job<unknown, unknown>;
  const { signal } = cancel;
  const parallel = threads({ folder: __dirname, start: { root, userData }, signal });
  const context = nodeContext(root, signal, throttled(), userData, parallel);
  try {
    send({ kind: 'result', result: await run(input, context) });
  } catch (error) {
    send(failureOf(error));
  } finally {
    parentPort?.close();
  }
}

function throttled(): (progress: JobProgress) => void {
  let sentAt = 0;
  return (progress) => {
    const now = Date.now();
    if (now - sentAt < BETWEEN_UPDATES_MS) return;
    sentAt = now;
    send({ kind: 'progress', progress });
  };
}

function send(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

void main();
