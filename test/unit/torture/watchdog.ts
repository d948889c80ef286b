import { Worker } from 'node:worker_threads';

/** Of processor time: a machine that is busy with other things makes no case hang. One that waits for ever ends by itself. */
const HANG_S = 90;

/** Ends this process, saying where it stood, when a case does not come to its end: a thread of its own can still tell. */
export function watchFor(seed: number): {
  readonly beat: (name: string, number: number) => void;
  readonly stop: () => void;
} {
  const worker = new Worker(
    `const { workerData, parentPort } = require('node:worker_threads');
     const spent = () => process.cpuUsage().user / 1e6;
     let last = { at: spent(), said: 'nothing yet' };
     parentPort.on('message', (said) => { last = { at: spent(), said }; });
     setInterval(() => {
       if (spent() - last.at < ${HANG_S}) return;
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
