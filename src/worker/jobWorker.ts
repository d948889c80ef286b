import { parentPort, workerData } from 'node:worker_threads';
import type { Job, JobProgress } from '../core/job.js';
import { nodeContext, untrusted } from '../node/nodeContext.js';
import { systemOnnxRuntime } from '../node/onnx/systemOnnxRuntime.js';
import { systemPrograms } from '../node/programs/systemPrograms.js';
import { signerWith } from '../node/signing/machineSigner.js';
import { systemMachine } from '../node/systemMachine.js';
import { failureOf } from '../node/threads/failure.js';
import { threads } from '../node/threads/threads.js';
import { jobs } from './jobs.js';
import { CANCEL, type WorkerMessage, type WorkerStart } from './workerMessages.js';

const BETWEEN_UPDATES_MS = 100;

async function main(): Promise<void> {
  const { job, input, root, userData, signing } = workerData as WorkerStart;
  const cancel = new AbortController();
  parentPort?.on('message', (message) => {
    if (message === CANCEL) cancel.abort();
  });
  // Input and result types belong together by name; the sender's side checks them.
  const run = jobs[job] as Job<unknown, unknown>;
  const { signal } = cancel;
  const parallel = threads({ folder: __dirname, start: { root, userData }, signal });
  const signer = signerWith(root, signing);
  const warn = (message: string) => send({ kind: 'warning', message });
  const full = {
    ...nodeContext(root, signal, throttled(), userData, parallel, signer),
    machine: systemMachine(root, userData),
    programs: systemPrograms(root, __dirname),
    onnx: systemOnnxRuntime(__dirname),
    warn,
  };
  const context = signing === undefined ? untrusted(full) : full;
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
