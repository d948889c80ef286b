import { parentPort, workerData } from 'node:worker_threads';
import type { JobProgress } from '../../core/job.js';
import type { LogContext } from '../../core/mining/facts/readLog.js';
import { WorkspaceFiles } from '../workspaceFiles.js';
import { failureOf } from './failure.js';
import {
  CANCEL_PARTS,
  type PartMessage,
  type PartRequest,
  type PartThreadStart,
} from './partMessages.js';
import { partNamed } from './parts.js';

const BETWEEN_UPDATES_MS = 100;

/** Runs what it is asked to, one part after the other, until it is ended from outside. */
export function servePartThread(): void {
  const { root, userData } = workerData as PartThreadStart;
  const cancel = new AbortController();
  // Nothing but what reading takes: all else that a job has would have to be loaded first.
  const files = new WorkspaceFiles(root, userData);
  const context: LogContext = { files, signal: cancel.signal, progress: throttled() };
  parentPort?.on('message', (request: PartRequest) => {
    if (request === CANCEL_PARTS) cancel.abort();
    else void answer(request);
  });

  async function answer({ part, input }: Exclude<PartRequest, string>): Promise<void> {
    try {
      const { run, buffersOf } = partNamed(part);
      const result = await run(input, context);
      send({ kind: 'result', result }, buffersOf(result));
    } catch (error) {
      send(failureOf(error));
    }
  }
}

function throttled(): (progress: JobProgress) => void {
  let sentAt = 0;
  return ({ done = 0 }) => {
    const now = Date.now();
    if (now - sentAt < BETWEEN_UPDATES_MS) return;
    sentAt = now;
    send({ kind: 'progress', done });
  };
}

function send(message: PartMessage, buffers: ArrayBuffer[] = []): void {
  parentPort?.postMessage(message, buffers);
}
