import type { CentralLogs, OpenCentralLogs } from './ports/centralLogs.js';
import type { Clock } from './ports/clock.js';
import type { Files } from './ports/files.js';
import type { Git } from './ports/git.js';
import type { History } from './ports/history.js';
import type { Machine } from './ports/machine.js';
import type { OnnxRuntime } from './ports/onnxRuntime.js';
import type { Parallel } from './ports/parallel.js';
import type { Processes } from './ports/processes.js';
import type { Programs } from './ports/programs.js';
import type { Signer } from './ports/signer.js';
import type { Reviewer } from './records/decision.js';

/** How far a job is. `done` and `total` are in the unit the message names, where both are known. */
export interface JobProgress {
  readonly message: string;
  readonly done?: number;
  readonly total?: number;
}

/** All that a job may know of the world. */
export interface JobContext {
  readonly files: Files;
  /**
   * The files of a folder outside of the workspace that a person named, by its absolute path; left out where nothing may be written
   * there, as in a workspace that is not trusted.
   */
  readonly filesAt?: ((folder: string) => Files) | undefined;
  readonly clock: Clock;
  readonly processes: Processes;
  /** The repository around the workspace. Whoever calls it has seen that the workspace is trusted. */
  readonly git: Git;
  /** For workspaces whose settings name a table of logs. */
  readonly openCentralLogs: OpenCentralLogs;
  /** Where logs come from, if not from files; see `logContext`. */
  readonly centralLogs?: CentralLogs;
  /** Reads the same `files` in other threads; left out where there are none, or where that does not pay. */
  readonly parallel?: Parallel | undefined;
  /** What was committed; left out where Git must not be run. */
  readonly history?: History | undefined;
  /** Who runs the job, for the audit log; left out where nothing may be written: then no run is recorded. */
  readonly actor?: (() => Promise<Reviewer>) | undefined;
  /** Tells a person, now, of something beside the result. */
  readonly warn?: ((message: string) => void) | undefined;
  /** SSH signatures; left out where nothing may be run, as in a workspace that is not trusted. */
  readonly signer?: Signer | undefined;
  /** For the health check; left out where Git must not be run, and for work that never asks. */
  readonly machine?: Machine | undefined;
  /** Programs beside us; left out where nothing may be run, as in a workspace that is not trusted. */
  readonly programs?: Programs | undefined;
  /** Runs models of users; left out where nothing may be run. */
  readonly onnx?: OnnxRuntime | undefined;
  /** Of the product, for reports and manifests. */
  readonly toolVersion: string;
  readonly signal: AbortSignal;
  readonly progress: (progress: JobProgress) => void;
}

/** Long work, pure but for its ports. Input and result are plain data, so it can run in a worker. */
export type Job<Input, Result> = (input: Input, context: JobContext) => Promise<Result>;
