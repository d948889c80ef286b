import type { Cost } from './stopwatch.js';

/** What a process of its own is asked to do with the logs below a folder. */
export type TaskName = 'parse' | 'duckdb' | 'mine' | 'extract';

/** What it says of itself when it is done. */
export interface Measured extends Cost {
  /** Of the whole process, in MiB. */
  readonly peakMemory: number;
  /** What the task itself returns. */
  readonly result: unknown;
}
