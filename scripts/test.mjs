// `npm test`: sets up what it needs, then runs the static checks and the three tiers of tests.
// `node scripts/test.mjs host e2e` runs only these. At the end stand the titles of what failed, as what is kept of a long
// report is often its end only, and in the last line the sum: `N passed, N failed`.
import { rm } from 'node:fs/promises';
import { build, ensureNodeModules } from './host/nodeModules.mjs';
import { inRoot } from './host/paths.mjs';
import { runNode } from './host/processes.mjs';
import { sumOf, withSecondLook } from './host/secondLook.mjs';
import { explain, say, step, Trouble } from './host/steps.mjs';

/** @typedef {import('./host/secondLook.mjs').Counts} Counts */

// Whatever needs node_modules is imported only when its tier runs, which is after `npm ci`.
/** @type {Record<string, () => Promise<Counts>>} */
const tiers = {
  static: staticChecks,
  unit: async () => {
    await (await import('./clickhouse/chdb.mjs')).ensureChdb();
    await (await import('./python/sklearn.mjs')).ensureSklearn();
    return sumOf(await (await import('./host/mochaTier.mjs')).mochaTier('out/unit/test/unit'));
  },
  host: async () => withSecondLook((await import('./host/hostTier.mjs')).hostTier),
  e2e: async () => {
    await rm(inRoot('test-results'), { recursive: true, force: true }); // pictures of older failures
    const { mochaTier } = await import('./host/mochaTier.mjs');
    return withSecondLook((only) => mochaTier('out/e2e/test/e2e', { timeout: 120_000, only }));
  },
};
/** @type {Counts} */
const total = { passed: 0, failed: 0, titles: [] };

async function staticChecks() {
  const tools = [
    ['tsc -b', 'node_modules/typescript/bin/tsc', '-b'],
    ['biome ci', 'node_modules/@biomejs/biome/bin/biome', 'ci'],
    ['knip', 'node_modules/knip/bin/knip.js'],
    ['the sample workspace is what its generator makes', 'out/sample/generate.cjs', '--check'],
  ];
  /** @type {Counts} */
  const counts = { passed: 0, failed: 0, titles: [] };
  for (const [name = '', file = '', ...args] of tools) {
    try {
      await step(name, () => check(file, args));
      counts.passed++;
    } catch (error) {
      say(explain(error));
      counts.failed++;
      counts.titles.push(name);
    }
  }
  return counts;
}

/**
 * @param {string} file
 * @param {string[]} args
 */
async function check(file, args) {
  const { code, output } = await runNode([inRoot(file), ...args]);
  if (code !== 0) throw new Trouble(output.trimEnd());
}

/** @param {string} name */
async function runTier(name) {
  const tier = tiers[name];
  if (!tier) throw new Trouble(`No tier ${name}; there are: ${Object.keys(tiers).join(' ')}`);
  if (name === 'host' || name === 'e2e') await prepareVsCode();
  const counts = await tier();
  if (counts.passed + counts.failed === 0) throw new Trouble('No tests were found.');
  return counts;
}

/**
 * What cannot run counts as a failure: a tier is never left out silently.
 * @param {string} name
 * @param {() => Promise<Counts | void>} action
 * @returns {Promise<boolean>} whether it ran
 */
async function counted(name, action) {
  try {
    const counts = await action();
    if (!counts) return true;
    total.passed += counts.passed;
    total.failed += counts.failed;
    for (const title of counts.titles) total.titles.push(`${name}: ${title}`);
    say(`${name}: ${counts.passed} passed, ${counts.failed} failed.\n`);
    return true;
  } catch (error) {
    say(`${name} could not run: ${explain(error)}\n`);
    total.failed++;
    total.titles.push(`${name} could not run`);
    return false;
  }
}

async function prepareVsCode() {
  await (await import('./host/chromium.mjs')).ensureChromium();
  await (await import('./host/vscodeServer.mjs')).ensureServer();
}

const wanted = process.argv.slice(2);
const names = wanted.length > 0 ? wanted : Object.keys(tiers);
if (await counted('Setup', ensureNodeModules)) {
  const built = await counted('Build', () => build('build', '--tests'));
  for (const name of names) {
    // The static checks tell best why something does not build.
    if (built || name === 'static') await counted(name, () => runTier(name));
  }
}
for (const title of total.titles) say(`Failed: ${title}`);
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`, () => {
  process.exit(total.failed > 0 ? 1 : 0);
});
