// The tests inside the extension host of a real VS Code, opened in Chromium on a copy of the sample.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { testAddress } from './address.mjs';
import { launchBrowser } from './browser.mjs';
import { inRoot } from './paths.mjs';
import { onExit } from './processes.mjs';
import { startServer } from './server.mjs';
import { changeSettings } from './settings.mjs';
import { say, Trouble } from './steps.mjs';
import { copySample, temporaryFolder } from './workspace.mjs';

const timeLimit = 1_200_000;

/** @typedef {import('./secondLook.mjs').FileCounts} FileCounts */

/**
 * @param {readonly string[]} [only] the files to run, instead of all
 * @returns {Promise<FileCounts>}
 */
export async function hostTier(only = []) {
  const { path: work, remove } = await temporaryFolder('host');
  const workspace = join(work, 'workspace');
  await copySample(workspace);
  // Errors of VS Code's own Git extension, which nothing here needs, would be told as those of a test.
  await changeSettings(workspace, { 'git.enabled': false });
  const server = await startServer({
    dataDir: join(work, 'data'),
    extensionsDir: join(work, 'extensions'),
    testDriver: true,
    env: { CODELUMI_HOST_WORK: work, CODELUMI_HOST_FILES: only.join(' ') },
  });
  const browser = await launchBrowser();
  const report = follow(join(work, 'report.txt'));
  try {
    const page = await browser.newPage();
    const finished = new Promise((resolve) => {
      void page.exposeFunction('codeAutomationExit', (/** @type {number} */ code) => resolve(code));
    });
    // Several test runs may share a small machine.
    const address = testAddress(server.port, workspace, inRoot('out', 'host', 'index.cjs'));
    await page.goto(address, { timeout: 120_000 });
    /** @type {[string, Promise<unknown>][]} */
    const ends = [
      ['finished', finished],
      ['The VS Code server ended before the tests did', server.exited],
      ['The page of VS Code crashed', new Promise((resolve) => page.once('crash', resolve))],
      [
        'The browser ended before the tests did',
        new Promise((resolve) => browser.once('disconnected', resolve)),
      ],
      [`No result within ${timeLimit / 1000} s`, delay(timeLimit, undefined, { ref: false })],
    ];
    const end = await Promise.race(ends.map(([name, promise]) => promise.then(() => name)));
    if (end !== 'finished') throw new Trouble(`${end}. Server log:\n${await server.log()}`);
    await report.stop();
    return await result(work, server);
  } finally {
    await report.stop();
    await browser.close();
    await server.stop();
    await remove();
  }
}

/**
 * @param {string} work
 * @param {import('./server.mjs').Server} server
 * @returns {Promise<FileCounts>}
 */
async function result(work, server) {
  const text = await readFile(join(work, 'result.json'), 'utf8').catch(() => undefined);
  if (text) return JSON.parse(text);
  throw new Trouble(
    `The extension host ended without a result. Server log:\n${await server.log()}`,
  );
}

/**
 * Shows what is appended to a file, as it comes.
 * @param {string} file
 */
function follow(file) {
  let shown = 0;
  const show = async () => {
    const text = await readFile(file, 'utf8').catch(() => '');
    if (text.length > shown) say(text.slice(shown).trimEnd());
    shown = text.length;
  };
  const timer = setInterval(show, 300);
  const forget = onExit(() => clearInterval(timer));
  return {
    stop: async () => {
      clearInterval(timer);
      forget();
      await show();
    },
  };
}
