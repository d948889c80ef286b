import { Worker } from 'node:worker_threads';

const HANG_S = 120;

/** Ends this process, saying where it stood, when a case does not come to its end: a thread of its own can still tell. */
export function watchFor(seed: number): {
  readonly beat: (name: string, number: number) => void;
  readonly stop: () => void;
} {
  const worker = new Worker(
    `const { workerData, parentPort } = require('node:worker_threads');
     let last = { at: Date.now(), said: 'nothing yet' };
     parentPort.on('message', (said) => { last = { at: Date.now(), said }; });
     setInterval(() => {
       if (Date.now() - last.at < ${HANG_S} * 1000) return;
       require('node:fs').writeSync(2, 'HANG: ' + last.said + ', seed ' + workerData + '\\n');
       process.kill(process.pid, 'SIGKILL');
     }, 1000);`,
    { eval: true, workerData: seed },
  );
  worker.unref();
  return {
    beat: (name, number) => worker.postMessage(`${name}, case ${number}`),
    stop: () => void worker.terminate(),
  };
}
