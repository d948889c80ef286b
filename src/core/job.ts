import type { CentralLogs, OpenCentralLogs } from './ports/centralLogs.js';
import type { Clock } from './ports/clock.js';
import type { Files } from './ports/files.js';
import type { Parallel } from './ports/parallel.js';
import type { Processes } from './ports/processes.js';

/** How far a job is. `done` and `total` are in the unit the message names, where both are known. */
export interface JobProgress {
  readonly message: string;
  readonly done?: number;
  readonly total?: number;
}

/** All that a job may know of the world. */
export interface JobContext {
  readonly files: Files;
  readonly clock: Clock;
  readonly processes: Processes;
  /** For workspaces whose settings name a table of logs. */
  readonly openCentralLogs: OpenCentralLogs;
  /** Where logs come from, if not from files; see `logContext`. */
  readonly centralLogs?: CentralLogs;
  /** Reads the same `files` in other threads; left out where there are none, or where that does not pay. */
  readonly parallel?: Parallel | undefined;
  /** Of the product, for reports and manifests. */
  readonly toolVersion: string;
  readonly signal: AbortSignal;
  readonly progress: (progress: JobProgress) => void;
}

/** Long work, pure but for its ports. Input and result are plain data, so it can run in a worker. */
export type Job<Input, Result> = (input: Input, context: JobContext) => Promise<Result>;
