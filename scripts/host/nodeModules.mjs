// npm's packages, installed when they are missing or older than the lock file.
import { stat } from 'node:fs/promises';
import { inRoot } from './paths.mjs';
import { runNode, runNpm } from './processes.mjs';
import { step, Trouble, tail } from './steps.mjs';

/** @param {string} file */
const changed = async (file) => (await stat(file).catch(() => undefined))?.mtimeMs;

async function upToDate() {
  const [wanted, installed] = await Promise.all([
    changed(inRoot('package-lock.json')),
    changed(inRoot('node_modules', '.package-lock.json')),
  ]);
  return installed !== undefined && (wanted === undefined || wanted <= installed);
}

export async function ensureNodeModules() {
  if (await upToDate()) return;
  await step('npm ci', async () => {
    // Without scripts, as a broken source file must not keep the tests from reporting it (`prepare`).
    const { code, output } = await runNpm(['ci', '--ignore-scripts']);
    if (code !== 0) throw new Trouble(`npm ci failed:\n${tail(output)}`);
  });
}

/**
 * Builds with esbuild. Its messages go to the terminal as they are.
 * @param {string} title
 * @param {...string} flags of esbuild.config.mjs
 */
export async function build(title, ...flags) {
  await step(title, async () => {
    const { code } = await runNode([inRoot('esbuild.config.mjs'), ...flags], { show: true });
    if (code !== 0) throw new Trouble('The build failed; the messages are above.');
  });
}
