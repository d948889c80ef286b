import type { JobContext, JobProgress } from '../core/job.js';
import { systemClock } from './systemClock.js';
import { systemProcesses } from './systemProcesses.js';
import { toolVersion } from './toolVersion.js';
import { WorkspaceFiles } from './workspaceFiles.js';

/** The world as jobs see it, on this machine, for the workspace at `root` (an absolute path). */
export function nodeContext(
  root: string,
  signal: AbortSignal,
  progress: (progress: JobProgress) => void = () => {},
): JobContext {
  return {
    files: new WorkspaceFiles(root),
    clock: systemClock,
    processes: systemProcesses,
    toolVersion,
    signal,
    progress,
  };
}
