import { spawnSync } from 'node:child_process';
import type { Measured, TaskName } from './tasks/measured.js';

const ENTRY = 'out/bench/miningTask.mjs';

/**
 * Of several runs the one that took least: whatever else the machine does can only slow it down.
 * @param prepare what has to be done before each run, and does not count
 */
export function measure(
  task: TaskName,
  root: string,
  times: number,
  prepare: () => void = () => {},
): Measured {
  const runs = Array.from({ length: times }, () => {
    prepare();
    return run(task, root);
  });
  const [first = run(task, root), ...others] = runs;
  const least = others.reduce((best, each) => (each.wall < best.wall ? each : best), first);
  return { ...least, peakMemory: Math.max(...runs.map(({ peakMemory }) => peakMemory)) };
}

function run(task: TaskName, root: string): Measured {
  const { status, stdout, stderr } = spawnSync(process.execPath, [ENTRY, task, root], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${task}: ${stderr.trim().split('\n').at(-1)}`);
  return JSON.parse(stdout);
}
