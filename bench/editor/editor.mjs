// `npm run bench:editor`: what the editor costs. The size of the package by part; VS Code's own figures of what activation took, beside
// those of the extensions it brings along, in the same windows; and the figures that the host tests hold, with larger numbers.
//   -- --opens 1000     panels that are opened and closed, in the extension host and in the browser (default 100)
//   -- --changes 10000  files that change, and lines that are appended (default 10000)
import { parseArgs } from 'node:util';
import { ensureChromium } from '../../scripts/host/chromium.mjs';
import { hostTier } from '../../scripts/host/hostTier.mjs';
import { mochaTier } from '../../scripts/host/mochaTier.mjs';
import { build, ensureNodeModules } from '../../scripts/host/nodeModules.mjs';
import { inRoot, manifest } from '../../scripts/host/paths.mjs';
import { runNode } from '../../scripts/host/processes.mjs';
import { say, step } from '../../scripts/host/steps.mjs';
import { ensureServer } from '../../scripts/host/vscodeServer.mjs';
import { packageParts } from './packageParts.mjs';

const { values } = parseArgs({
  options: {
    opens: { type: 'string', default: '100' },
    changes: { type: 'string', default: '10000' },
  },
});
const { name, version } = manifest();
const vsix = inRoot(`${name}-${version}.vsix`);

await ensureNodeModules();
await step('the package', async () => {
  const { code, output } = await runNode([inRoot('scripts', 'package.mjs')]);
  if (code !== 0) throw new Error(output);
});
for (const { part, bytes, packed } of await packageParts(vsix))
  say(`${kib(packed)} KiB of ${kib(bytes)} KiB  ${part}`);

await ensureChromium();
await ensureServer();
await build('build', '--tests');
process.env['CODELUMI_BENCH_OPENS'] = values.opens;
process.env['CODELUMI_BENCH_CHANGES'] = values.changes;
// The package as users have it; the host tests run the development build.
process.env['CODELUMI_VSIX'] = vsix;
await mochaTier('out/e2e/test/e2e', { timeout: 3_600_000, only: ['editorCosts.test.js'] });
await hostTier(['editorCosts.test.cjs']);
process.exit();

/** @param {number} bytes */
function kib(bytes) {
  return (bytes / 1024).toFixed(0).padStart(5);
}
