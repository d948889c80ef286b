import type { JobContext, JobProgress } from '../core/job.js';
import type { Parallel } from '../core/ports/parallel.js';
import { openClickHouseLogs } from './clickhouse/openClickHouseLogs.js';
import { systemClock } from './systemClock.js';
import { systemProcesses } from './systemProcesses.js';
import { toolVersion } from './toolVersion.js';
import { WorkspaceFiles } from './workspaceFiles.js';

/**
 * The world as jobs see it, on this machine, for the workspace at `root` (an absolute path).
 * @param userData absolute path of the assistant's userData folder, where it is not in the workspace
 * @param parallel threads that see the same world
 */
export function nodeContext(
  root: string,
  signal: AbortSignal,
  progress: (progress: JobProgress) => void = () => {},
  userData?: string,
  parallel?: Parallel,
): JobContext {
  return {
    files: new WorkspaceFiles(root, userData),
    clock: systemClock,
    processes: systemProcesses,
    openCentralLogs: openClickHouseLogs,
    parallel,
    toolVersion,
    signal,
    progress,
  };
}
