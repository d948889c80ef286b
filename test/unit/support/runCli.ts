import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { resolve } from 'node:path';

export interface CliResult {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const CLI = resolve('dist/codelumi.cjs');

/** Runs the built command line as its users do: as a process. */
export function runCli(
  args: readonly string[],
  options: SpawnOptions = {},
  cli = CLI,
): Promise<CliResult> {
  return finished(startCli(args, options, cli));
}

export function startCli(
  args: readonly string[],
  options: SpawnOptions = {},
  cli = CLI,
): ChildProcess {
  return spawn(process.execPath, [cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'], ...options });
}

export function finished(child: ChildProcess): Promise<CliResult> {
  return new Promise((done, failed) => {
    let stdout = '';
    let stderr = '';
    child.stdout?.on('data', (data) => {
      stdout += data;
    });
    child.stderr?.on('data', (data) => {
      stderr += data;
    });
    child.on('error', failed);
    child.on('close', (code) => done({ code, stdout, stderr }));
  });
}
