import { spawnSync } from 'node:child_process';
import type { Measured, TaskName } from './tasks/measured.js';

const ENTRY = 'out/bench/miningTask.mjs';

export interface ToMeasure {
  readonly task: TaskName;
  /** What has to be done before each run, and does not count. */
  readonly prepare?: () => void;
}

/**
 * Runs tasks in turns, each several times, so that whatever else the machine does meanwhile hinders all of them
 * alike. Of each the run that took least by the clock and the one that took least of processors: others can only
 * slow it down.
 */
export function measureInTurns(
  tasks: readonly ToMeasure[],
  root: string,
  times: number,
): Measured[] {
  const runs = tasks.map((): Measured[] => []);
  for (let turn = 0; turn < Math.max(1, times); turn += 1)
    for (const [index, { task, prepare }] of tasks.entries()) {
      prepare?.();
      runs[index]?.push(run(task, root));
    }
  return runs.map(leastOf);
}

/** What the task returns is that of its fastest run. */
function leastOf(runs: readonly Measured[]): Measured {
  const [fastest] = [...runs].sort((a, b) => a.cpu - b.cpu);
  return {
    wall: Math.min(...runs.map(({ wall }) => wall)),
    cpu: Math.min(...runs.map(({ cpu }) => cpu)),
    peakMemory: Math.max(...runs.map(({ peakMemory }) => peakMemory)),
    result: fastest?.result,
  };
}

/** Once, in a process of its own. */
export function run(task: TaskName, root: string): Measured {
  const { status, stdout, stderr } = spawnSync(process.execPath, [ENTRY, task, root], {
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${task}: ${stderr.trim().split('\n').at(-1)}`);
  return JSON.parse(stdout);
}
