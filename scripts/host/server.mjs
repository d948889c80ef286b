// Starts and stops a VS Code server.
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from './address.mjs';
import { inRoot } from './paths.mjs';
import { killGroup, onExit } from './processes.mjs';
import { userSettings } from './settings.mjs';
import { Trouble, tail } from './steps.mjs';
import { ensureServer } from './vscodeServer.mjs';

/**
 * @typedef {object} ServerOptions
 * @property {string} dataDir      VS Code's own data, and `server.log`
 * @property {string} extensionsDir
 * @property {number} [port]       a free one unless told
 * @property {boolean} [testDriver] honour the payload of `testAddress`; it hides notification toasts
 * @property {boolean} [trust]     false: a workspace opens in Restricted Mode
 * @property {NodeJS.ProcessEnv} [env] for the extension host, besides our own environment
 *
 * @typedef {object} Server
 * @property {number} port
 * @property {Promise<number>} exited the exit code, once it has ended
 * @property {() => Promise<string>} log its last lines
 * @property {() => Promise<void>} stop
 * @property {() => Promise<void>} kill without a warning, as a power cut would
 */

/**
 * @param {ServerOptions} options
 * @returns {Promise<Server>}
 */
export async function startServer(options) {
  const { node, main } = await ensureServer();
  const port = options.port ?? (await freePort());
  mkdirSync(options.extensionsDir, { recursive: true });
  await userSettings(join(options.dataDir, 'data', 'User'));
  const logFile = join(options.dataDir, 'server.log');
  const output = openSync(logFile, 'a');
  const child = spawn(
    process.execPath,
    [inRoot('scripts', 'host', 'guard.mjs'), node, main, ...serverArguments(options, port)],
    {
      detached: true, // a process group of its own, which can be ended as a whole
      stdio: ['pipe', output, output],
      env: { ...process.env, ...options.env },
      windowsHide: true,
    },
  );
  closeSync(output);
  const forget = onExit(() => killGroup(child.pid, 'SIGKILL'));
  /** @type {Promise<number>} */
  const exited = new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('exit', (code) => resolve(code ?? 1));
  });
  const kill = async () => {
    killGroup(child.pid, 'SIGKILL');
    await exited;
    forget();
  };
  const stop = async () => {
    killGroup(child.pid, 'SIGTERM');
    await Promise.race([exited, delay(3000, undefined, { ref: false })]);
    await kill(); // whoever of the group did not listen
  };
  const server = {
    port,
    exited,
    stop,
    kill,
    log: async () => tail(await readFile(logFile, 'utf8')),
  };
  await ready(server);
  return server;
}

/**
 * @param {ServerOptions} options
 * @param {number} port
 */
function serverArguments({ dataDir, extensionsDir, testDriver, trust = true }, port) {
  const args = ['--host', '127.0.0.1', '--port', String(port), '--without-connection-token'];
  args.push('--accept-server-license-terms', '--telemetry-level', 'off');
  args.push('--server-data-dir', dataDir, '--extensions-dir', extensionsDir);
  if (testDriver) args.push('--enable-smoke-test-driver');
  if (trust) args.push('--disable-workspace-trust');
  return args;
}

/** @param {Server} server */
async function ready(server) {
  let ended = false;
  void server.exited.then(() => {
    ended = true;
  });
  const deadline = Date.now() + 60_000;
  while (!ended && Date.now() < deadline) {
    const answer = await fetch(`http://127.0.0.1:${server.port}/version`).catch(() => undefined);
    if (answer?.ok) return;
    await delay(100);
  }
  const log = await server.log();
  await server.stop();
  throw new Trouble(`The VS Code server did not start:\n${log}`);
}
