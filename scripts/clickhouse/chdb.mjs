// ClickHouse embedded in Node, from the npm package chdb: about 550 MB, installed once, on demand. It is
// no dev dependency because some of its platform packages are missing in some registries; then the lock
// file would not be whole, and `npm ci` would fail for everybody.
import { access, mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { clickHouseHome } from '../host/paths.mjs';
import { runNpm } from '../host/processes.mjs';
import { step, Trouble, tail } from '../host/steps.mjs';

const version = '3.4.0';
const home = join(clickHouseHome, `chdb-${version}`);
const entry = join(home, 'node_modules', 'chdb', 'index.js');

const isInstalled = () =>
  access(entry).then(
    () => true,
    () => false,
  );

/** @returns {Promise<string>} the module to require */
export async function ensureChdb() {
  if (await isInstalled()) return entry;
  await step(`embedded ClickHouse into ${join('.clickhouse', `chdb-${version}`)}`, install);
  return entry;
}

async function install() {
  const part = `${home}.part-${process.pid}`;
  await mkdir(part, { recursive: true });
  try {
    await writeFile(join(part, 'package.json'), '{ "private": true }\n');
    const args = ['install', '--ignore-scripts', `chdb@${version}`];
    const { code, output } = await runNpm(args, { cwd: part });
    if (code !== 0)
      throw new Trouble(`chdb could not be fetched from the npm registry:\n${tail(output)}`);
    if (await isInstalled()) return; // another run was faster
    // Only now it gets its name: an interrupted install is never taken for a whole one.
    await rm(home, { recursive: true, force: true });
    await rename(part, home);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}
