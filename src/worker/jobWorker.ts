import { parentPort, workerData } from 'node:worker_threads';
import { CodelumiError, JobCancelled } from '../core/errors.js';
import type { Job, JobProgress } from '../core/job.js';
import { nodeContext } from '../node/nodeContext.js';
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
  const context = nodeContext(root, cancel.signal, throttled(), userData);
  try {
    send({ kind: 'result', result: await run(input, context) });
  } catch (error) {
    send(messageOf(error));
  } finally {
    parentPort?.close();
  }
}

function messageOf(error: unknown): WorkerMessage {
  if (error instanceof JobCancelled) return { kind: 'cancelled' };
  if (error instanceof CodelumiError) {
    const { cause: _cause, ...details } = error.details;
    return { kind: 'error', details };
  }
  return {
    kind: 'unexpected',
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
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
