import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PEER_PACKAGES } from './packages.js';
import { PEERS, PEERS_FOLDER } from './peers.js';

/** Puts the peers into a folder outside of the dependencies. @returns their names; none when that fails */
export async function installPeers(): Promise<string[]> {
  await mkdir(PEERS_FOLDER, { recursive: true });
  const manifest = join(PEERS_FOLDER, 'package.json');
  await writeFile(manifest, '{ "private": true }\n');
  const flags = [
    '--ignore-scripts',
    '--no-audit',
    '--no-fund',
    '--no-save',
    '--prefix',
    PEERS_FOLDER,
  ];
  const { status } = spawnSync('npm', ['install', ...flags, ...PEER_PACKAGES], { stdio: 'ignore' });
  if (status === 0) return Object.keys(PEERS);
  console.log('The peers could not be installed; only our own figures follow.');
  return [];
}
