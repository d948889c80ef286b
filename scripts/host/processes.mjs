// Child processes that never outlive us: every long-running one is registered here and ended on each
// way out (normal end, exception, Ctrl+C, SIGTERM). Only Node built-ins: this runs before `npm ci`.
import { spawn, spawnSync } from 'node:child_process';
import { root } from './paths.mjs';

/** @type {Set<() => void>} */
const cleanups = new Set();
const signalCodes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 };

process.on('exit', () => {
  for (const cleanup of [...cleanups].reverse()) cleanup(); // a server before its folder
});
for (const [signal, code] of Object.entries(signalCodes)) {
  process.on(signal, () => process.exit(code));
}

/**
 * Runs `cleanup` (synchronous!) when this process ends, unless the returned function was called first.
 * @param {() => void} cleanup
 */
export function onExit(cleanup) {
  cleanups.add(cleanup);
  return () => cleanups.delete(cleanup);
}

/**
 * Ends a process and everything it started. It must have been started with `detached: true`.
 * @param {number | undefined} pid
 * @param {'SIGTERM' | 'SIGKILL'} signal
 */
export function killGroup(pid, signal) {
  if (pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(pid), '/T', '/F'], { stdio: 'ignore' });
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // Already gone.
  }
}

/** @typedef {{ code: number, output: string }} Finished */

/**
 * Runs a command to its end. `show` lets it write to our terminal, otherwise its output is collected.
 * @param {string} command
 * @param {string[]} args
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, show?: boolean, shell?: boolean }} [options]
 * @returns {Promise<Finished>}
 */
export function run(command, args, { cwd = root, env = process.env, show, shell = false } = {}) {
  const child = spawn(command, args, {
    cwd,
    env,
    shell,
    stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'],
  });
  const forget = onExit(() => child.kill());
  let output = '';
  const collect = (/** @type {string} */ text) => {
    output += text;
  };
  child.stdout?.setEncoding('utf8').on('data', collect);
  child.stderr?.setEncoding('utf8').on('data', collect);
  return new Promise((resolve, reject) => {
    child.on('error', (error) => {
      forget();
      reject(error);
    });
    child.on('close', (code) => {
      forget();
      resolve({ code: code ?? 1, output });
    });
  });
}

/**
 * @param {string[]} args a script and its arguments, for the Node that runs us
 * @param {Parameters<typeof run>[2]} [options]
 */
export const runNode = (args, options) => run(process.execPath, args, options);

/**
 * npm by way of the npm that started us, if any: on Windows `npm` alone is not an executable.
 * @param {string[]} args
 * @param {{ cwd?: string, show?: boolean }} [options]
 */
export function runNpm(args, options) {
  // `npm --silent test` hands its log level on to us; errors of an inner npm must stay readable.
  const all = [...args, '--no-audit', '--no-fund', '--loglevel=error'];
  const npm = process.env['npm_execpath'];
  if (npm && /npm-cli\.[cm]?js$/.test(npm)) return runNode([npm, ...all], options);
  return run('npm', all, { ...options, shell: process.platform === 'win32' });
}
