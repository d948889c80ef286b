import { spawnSync } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { skipped } from '../toolProcess.js';
import { PEER_PACKAGES } from './packages.js';
import { PEERS, PEERS_FOLDER, packagesOf } from './peers.js';

/** For one installation; a registry that does not answer must not hold up the run. */
const MOST_MS = 180_000;
const FLAGS = [
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--save-exact',
  '--prefix',
  PEERS_FOLDER,
];

/**
 * Puts the peers into a folder outside of the dependencies, where they stay for the next run: all at once, and where
 * that fails one by one. @returns the names of those that are there
 */
export async function installPeers(): Promise<string[]> {
  await mkdir(PEERS_FOLDER, { recursive: true });
  // One that is there names what is installed, which npm would remove otherwise.
  await writeFile(join(PEERS_FOLDER, 'package.json'), '{ "private": true }\n', {
    flag: 'wx',
  }).catch(ignoreExisting);
  const missing = await missingOf(PEER_PACKAGES);
  if (missing.length > 0 && !isInstalled(missing)) {
    for (const name of missing) isInstalled([name]);
  }
  const absent = new Set(await missingOf(PEER_PACKAGES));
  const names: string[] = [];
  for (const name of Object.keys(PEERS)) {
    const lacking = PEER_PACKAGES.filter(
      (each) => absent.has(each) && packagesOf(name).some((of) => each.startsWith(`${of}@`)),
    );
    if (lacking.length === 0) names.push(name);
    else skipped.push(`${name}: skipped: ${lacking.join(', ')} could not be installed`);
  }
  return names;
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

function isInstalled(packages: readonly string[]): boolean {
  const { status } = spawnSync('npm', ['install', ...FLAGS, ...packages], {
    stdio: 'ignore',
    timeout: MOST_MS,
  });
  return status === 0;
}

/** Those of which that very version is not there. */
async function missingOf(packages: readonly string[]): Promise<string[]> {
  const there = await Promise.all(packages.map(isThere));
  return packages.filter((_, index) => there[index] !== true);
}

async function isThere(wanted: string): Promise<boolean> {
  const at = wanted.lastIndexOf('@');
  const manifest = join(PEERS_FOLDER, 'node_modules', wanted.slice(0, at), 'package.json');
  const text = await readFile(manifest, 'utf8').catch(() => undefined);
  return text !== undefined && JSON.parse(text).version === wanted.slice(at + 1);
}
