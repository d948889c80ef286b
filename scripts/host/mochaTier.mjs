// Runs compiled test files under mocha in a process of their own and counts what passed and failed.
// Started as a script (by `fork` below) it is that process.
import { fork } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inRoot } from './paths.mjs';
import { onExit } from './processes.mjs';
import { sumOf } from './secondLook.mjs';

/** @typedef {import('./secondLook.mjs').FileCounts} FileCounts */

const self = fileURLToPath(import.meta.url);

/**
 * @param {string} folder of compiled tests, relative to the checkout
 * @param {{ timeout?: number, only?: readonly string[] | undefined }} [options] the time limit of one test, instead of the one in
 *   .mocharc.json; the files to run, by their names in the folder, instead of all
 * @returns {Promise<FileCounts>}
 */
export function mochaTier(folder, { timeout, only = [] } = {}) {
  const args = [folder, String(timeout ?? ''), ...only];
  const child = fork(self, args, { execArgv: ['--enable-source-maps'] });
  const forget = onExit(() => child.kill('SIGTERM'));
  /** @type {FileCounts | undefined} */
  let counts;
  child.on('message', (message) => {
    counts = /** @type {FileCounts} */ (message);
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
 * @param {string} timeout of one test; empty: the one in .mocharc.json
 * @param {readonly string[]} only
 * @returns {Promise<FileCounts>}
 */
async function runMocha(folder, timeout, only) {
  const { default: Mocha } = await import('mocha');
  const { spec: _, ...options } = JSON.parse(await readFile(inRoot('.mocharc.json'), 'utf8'));
  const mocha = new Mocha({ ...options, ...(timeout ? { timeout: Number(timeout) } : {}) });
  const names = await readdir(inRoot(folder), { recursive: true }).catch(() => []);
  for (const name of names.sort()) {
    const isWanted = name.endsWith('.test.js') && (only.length === 0 || only.includes(name));
    if (isWanted) mocha.addFile(inRoot(join(folder, name)));
  }
  await mocha.loadFilesAsync();
  /** @type {FileCounts} */
  const counts = {};
  const countOf = (/** @type {string | undefined} */ file) => {
    const name = relative(inRoot(folder), file ?? inRoot(folder));
    counts[name] ??= { passed: 0, failed: [] };
    return counts[name];
  };
  return new Promise((resolve) => {
    mocha
      .run(() => resolve(counts))
      .on('pass', ({ file }) => countOf(file).passed++)
      .on('fail', (test) => countOf(test.file).failed.push(test.fullTitle()));
  });
}

if (process.argv[1] === self && process.send) {
  process.on('disconnect', () => process.exit(1)); // our parent is gone
  const [folder = '', timeout = '', ...only] = process.argv.slice(2);
  const counts = await runMocha(folder, timeout, only);
  process.send(counts, () => process.exit(sumOf(counts).failed ? 1 : 0));
}
