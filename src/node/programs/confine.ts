import { execFile } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { promisify } from 'node:util';
import type { Confinement } from '../../core/ports/programs.js';
import { findPrograms } from './findProgram.js';

/** A program and its arguments that runs what stands behind it, confined. */
type Prefix = readonly string[];

interface Isolation extends Pick<Confinement, 'network' | 'processes'> {
  readonly prefix: Prefix;
}

const NOT_ISOLATED: Isolation = { prefix: [], network: 'open', processes: 'all' };

/**
 * Namespaces of Linux of its own: a network without interfaces, and processes that all end with the first. A
 * user namespace keeps also root from going back; where there is none, root may do without.
 */
const NAMESPACES = ['--net', '--pid', '--fork', '--kill-child=SIGKILL'];
const USERS = [['--map-current-user'], ['--map-root-user'], []];
const NO_NETWORK = '(version 1)(allow default)(deny network*)';

const PROBE_MS = 10_000;

let probed: Promise<Isolation> | undefined;

/** The strongest isolation that works here; tried once. */
export function isolation(): Promise<Isolation> {
  probed ??= probe();
  return probed;
}

async function probe(): Promise<Isolation> {
  for (const candidate of await candidates()) {
    if (await works(candidate.prefix)) return candidate;
  }
  return NOT_ISOLATED;
}

async function candidates(): Promise<readonly Isolation[]> {
  if (process.platform === 'darwin') {
    const [tool] = await findPrograms('sandbox-exec');
    if (tool === undefined) return [];
    return [{ prefix: [tool, '-p', NO_NETWORK], network: 'none', processes: 'all' }];
  }
  if (process.platform !== 'linux') return [];
  const [tool] = await findPrograms('unshare');
  if (tool === undefined) return [];
  return USERS.map((users) => ({
    prefix: [tool, ...users, ...NAMESPACES, '--'],
    network: 'none',
    processes: 'own',
  }));
}

async function works([tool = '', ...args]: Prefix): Promise<boolean> {
  try {
    await promisify(execFile)(tool, [...args, '/bin/sh', '-c', 'exit 0'], { timeout: PROBE_MS });
    return true;
  } catch {
    return false; // The kernel, a container or a policy forbids it; the next way, or none, is told.
  }
}

/** A limit that the system has set lower stays; no text of ours is part of the script. */
const LIMITS =
  'ulimit -t "$1" 2>/dev/null; [ -z "$2" ] || ulimit -d "$2" 2>/dev/null; shift 2; exec "$@"';

/**
 * Limits that hold also when we are gone: processor time, and memory where the system counts it.
 * `ulimit -d` on Linux counts what a process can write to of its own, so that runtimes which only reserve
 * addresses, as Node does, are not stopped by it.
 */
export function limits(
  timeoutMs: number,
  memoryBytes: number | undefined,
): Pick<Confinement, 'memory'> & { readonly prefix: Prefix } {
  if (process.platform === 'win32') return { prefix: [], memory: 'unlimited' };
  const isLimited = memoryBytes !== undefined && process.platform === 'linux';
  const seconds = (Math.ceil(timeoutMs / 1_000) + 1) * availableParallelism();
  const kibibytes = isLimited ? String(Math.ceil(memoryBytes / 1_024)) : '';
  return {
    prefix: ['/bin/sh', '-c', LIMITS, 'sh', String(seconds), kibibytes],
    memory: isLimited ? 'limited' : 'unlimited',
  };
}
