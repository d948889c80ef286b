import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { join } from 'node:path';
import { CodelumiError, JobCancelled, throwIfCancelled } from '../../core/errors.js';
import type { Killed, ProgramCall, ProgramEnd } from '../../core/ports/programs.js';
import { errorCode } from '../fileErrors.js';

interface Start extends Pick<ProgramCall, 'input' | 'timeoutMs' | 'outputLimit'> {
  /** The program, absolute, and its arguments. */
  readonly command: readonly string[];
  /** Absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

type Ended = Omit<ProgramEnd, 'confinement'>;

/** How long what a dead program wrote may still be on its way: somebody it has started may hold the pipe. */
const LAST_WORDS_MS = 1_000;

/** Runs a program, with all that it starts as one group, and kills that group when it is to end. */
export function runToItsEnd(start: Start, signal: AbortSignal): Promise<Ended> {
  throwIfCancelled(signal);
  const [file = '', ...args] = start.command;
  const { cwd, env } = start;
  const child = spawn(file, args, {
    cwd,
    env,
    detached: process.platform !== 'win32', // A group of its own, by its id.
    windowsHide: true,
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  return new Promise((resolve, reject) => {
    let killed: Killed | 'cancelled' | undefined;
    const kill = (why: NonNullable<typeof killed>): void => {
      killed ??= why;
      killAll(child);
    };
    const cancel = () => kill('cancelled');
    const timer = setTimeout(() => kill('time-out'), start.timeoutMs);
    signal.addEventListener('abort', cancel, { once: true });
    const output = collect(child, start.outputLimit, () => kill('output-limit'));
    const settle = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
    };
    child.on('error', (cause) => {
      settle();
      reject(notStarted(file, cause));
    });
    child.on('exit', () => {
      clearTimeout(timer);
      killAll(child); // What it has started ends with it.
      setTimeout(() => hangUp(child), LAST_WORDS_MS).unref();
    });
    child.on('close', (code) => {
      settle();
      if (killed === 'cancelled') reject(new JobCancelled());
      else resolve({ code: code ?? undefined, ...output(), ...(killed && { killed }) });
    });
    // It may end before it has read everything: its exit code says what there is to say.
    child.stdin.on('error', () => {});
    child.stdin.end(start.input ?? '');
  });
}

/** Gathers what it writes, and stops at the limit. */
function collect(
  child: ChildProcess,
  limit: number,
  onTooMuch: () => void,
): () => Pick<Ended, 'stdout' | 'stderr'> {
  const gathered = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  for (const name of ['stdout', 'stderr'] as const) {
    let room = limit;
    child[name]?.on('data', (piece: Buffer) => {
      if (room > 0) gathered[name].push(piece.subarray(0, room));
      room -= piece.length;
      if (room < 0) onTooMuch();
    });
  }
  const text = (pieces: Buffer[]) => Buffer.concat(pieces).toString('utf8');
  return () => ({ stdout: text(gathered.stdout), stderr: text(gathered.stderr) });
}

function killAll(child: ChildProcess): void {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    const tool = join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'taskkill.exe');
    execFile(tool, ['/pid', String(child.pid), '/T', '/F'], () => {}); // It may be gone already.
    return;
  }
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    // ESRCH: all are gone. EPERM, on macOS: those that are left are dying.
    if (!['ESRCH', 'EPERM'].includes(errorCode(error) ?? '')) throw error;
  }
}

function hangUp(child: ChildProcess): void {
  child.stdout?.destroy();
  child.stderr?.destroy();
}

function notStarted(file: string, cause: unknown): CodelumiError {
  return new CodelumiError({
    reason: 'not-readable',
    what: `${file} could not be started (${errorCode(cause) ?? 'unknown'})`,
    remedy: 'Check that it is a program for this machine and that its folder is there.',
    cause,
  });
}
