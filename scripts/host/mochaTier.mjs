// Runs compiled test files under mocha in a process of their own and counts what passed and failed.
// Started as a script (by `fork` below) it is that process.
import { fork } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inRoot } from './paths.mjs';
import { onExit } from './processes.mjs';

/** @typedef {{ passed: number, failed: number }} Counts */

const self = fileURLToPath(import.meta.url);

/**
 * @param {string} folder of compiled tests, relative to the checkout
 * @param {number} [timeout] of one test, instead of the one in .mocharc.json
 * @returns {Promise<Counts>}
 */
export function mochaTier(folder, timeout) {
  const args = [folder, ...(timeout ? [String(timeout)] : [])];
  const child = fork(self, args, { execArgv: ['--enable-source-maps'] });
  const forget = onExit(() => child.kill('SIGTERM'));
  /** @type {Counts | undefined} */
  let counts;
  child.on('message', (message) => {
    counts = /** @type {Counts} */ (message);
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      forget();
      if (counts) resolve(counts);
      else
        reject(new Error(`The tests in ${folder} ended early (${signal ?? `exit code ${code}`}).`));
    });
  });
}

/**
 * @param {string} folder
 * @param {string | undefined} timeout
 * @returns {Promise<Counts>}
 */
async function runMocha(folder, timeout) {
  const { default: Mocha } = await import('mocha');
  const { spec: _, ...options } = JSON.parse(await readFile(inRoot('.mocharc.json'), 'utf8'));
  const mocha = new Mocha({ ...options, ...(timeout ? { timeout: Number(timeout) } : {}) });
  const names = await readdir(inRoot(folder), { recursive: true }).catch(() => []);
  for (const name of names.sort()) {
    if (name.endsWith('.test.js')) mocha.addFile(inRoot(join(folder, name)));
  }
  await mocha.loadFilesAsync();
  const counts = { passed: 0, failed: 0 };
  return new Promise((resolve) => {
    mocha
      .run(() => resolve(counts))
      .on('pass', () => counts.passed++)
      .on('fail', () => counts.failed++);
  });
}

if (process.argv[1] === self && process.send) {
  process.on('disconnect', () => process.exit(1)); // our parent is gone
  const [folder = '', timeout] = process.argv.slice(2);
  const counts = await runMocha(folder, timeout);
  process.send(counts, () => process.exit(counts.failed ? 1 : 0));
}
