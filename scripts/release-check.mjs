// `npm run release:check`: makes the package, installs it into a real VS Code as its users do, and tries it there. Nothing is
// published. Its last line is the sum, as that of `npm test`.
import { readFile, stat } from 'node:fs/promises';
import { ensureChromium } from './host/chromium.mjs';
import { mochaTier } from './host/mochaTier.mjs';
import { build } from './host/nodeModules.mjs';
import { inRoot, manifest } from './host/paths.mjs';
import { run, runNode } from './host/processes.mjs';
import { sumOf } from './host/secondLook.mjs';
import { explain, say, step, Trouble } from './host/steps.mjs';
import { ensureServer } from './host/vscodeServer.mjs';

const mostBytes = 2 * 1024 * 1024;
/** What is tried with the package: that it is there, from logs to candidates, the panel, releases, without trust. */
const tried = ['smoke', 'tree', 'firstSnapshot', 'workspaces'].map((name) => `${name}.test.js`);

const { name, version } = manifest();
const vsix = inRoot(`${name}-${version}.vsix`);

/** @type {[string, () => Promise<unknown>][]} */
const checks = [
  ['the working tree is what was committed', committed],
  [`CHANGELOG.md tells of ${version}, or of what is unreleased`, changelog],
  ['the package', makePackage],
  [`the package has at most ${mostBytes / 1024} KiB`, size],
];

async function committed() {
  const { output } = await run('git', ['status', '--porcelain']);
  if (output.trim() !== '') throw new Trouble(`Commit or remove this first:\n${output}`);
}

async function changelog() {
  const text = await readFile(inRoot('CHANGELOG.md'), 'utf8');
  if (!text.includes(`## [${version}]`) && !text.includes('## [Unreleased]'))
    throw new Trouble('CHANGELOG.md has no such heading.');
}

async function makePackage() {
  const { code, output } = await runNode([inRoot('scripts', 'package.mjs')]);
  if (code !== 0) throw new Trouble(output);
}

async function size() {
  const { size: bytes } = await stat(vsix);
  if (bytes > mostBytes) throw new Trouble(`It has ${(bytes / 1024).toFixed(0)} KiB.`);
}

async function smoke() {
  await ensureChromium();
  await ensureServer();
  await build('build', '--tests');
  process.env['CODELUMI_VSIX'] = vsix;
  return sumOf(await mochaTier('out/e2e/test/e2e', { timeout: 120_000, only: tried }));
}

const total = { passed: 0, failed: 0 };
for (const [title, check] of checks) {
  try {
    await step(title, check);
    total.passed++;
  } catch (error) {
    say(explain(error));
    total.failed++;
  }
}
try {
  const { passed, failed } = await smoke();
  total.passed += passed;
  total.failed += failed;
} catch (error) {
  say(explain(error));
  total.failed++;
}
process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`, () => {
  process.exit(total.failed > 0 ? 1 : 0);
});
