import type { JobContext, JobProgress } from '../core/job.js';
import type { Parallel } from '../core/ports/parallel.js';
import type { Signer } from '../core/ports/signer.js';
import { ReadOnlyLogs } from '../core/workspace/readOnlyLogs.js';
import { openClickHouseLogs } from './clickhouse/openClickHouseLogs.js';
import { SimpleGitRepository } from './git/simpleGitRepository.js';
import { GitHistory } from './gitHistory.js';
import { gitReviewer } from './gitReviewer.js';
import { systemClock } from './systemClock.js';
import { systemProcesses } from './systemProcesses.js';
import { toolVersion } from './toolVersion.js';
import { WorkspaceFiles } from './workspaceFiles.js';

/**
 * The world as jobs see it, on this machine, for the workspace at `root` (an absolute path).
 * @param userData absolute path of the assistant's userData folder, where it is not in the workspace
 * @param parallel threads that see the same world
 * @param signer SSH signatures, for workspaces that are trusted: making one runs Git and ssh-keygen
 * What it offers of Git runs Git once it is used, so whoever is in a workspace that is not trusted uses
 * `untrusted` of it.
 */
export function nodeContext(
  root: string,
  signal: AbortSignal,
  progress: (progress: JobProgress) => void = () => {},
  userData?: string,
  parallel?: Parallel,
  signer?: Signer,
): JobContext {
  return {
    files: new ReadOnlyLogs(new WorkspaceFiles(root, userData)),
    filesAt: (folder) => new WorkspaceFiles(folder),
    clock: systemClock,
    processes: systemProcesses,
    git: new SimpleGitRepository(root),
    openCentralLogs: openClickHouseLogs,
    parallel,
    history: new GitHistory(root),
    actor: () => gitReviewer(root),
    signer,
    toolVersion,
    signal,
    progress,
  };
}

/** The same world where nothing may be run and nothing written: no run of a job is recorded. */
export function untrusted(context: JobContext): JobContext {
  const nothing = { history: undefined, actor: undefined, programs: undefined, onnx: undefined };
  return { ...context, ...nothing, filesAt: undefined };
}
