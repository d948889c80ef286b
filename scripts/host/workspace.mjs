// Copies of the sample workspace: what the tests and `npm start` work on, never the checkout itself.
import { rmSync } from 'node:fs';
import { access, chmod, cp, mkdir, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRoot } from './paths.mjs';
import { onExit, run } from './processes.mjs';
import { Trouble } from './steps.mjs';

const sampleFolders = ['training', 'staging_kb', 'models', 'userData'];

/** @param {string} path */
export const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );

/**
 * A folder that goes with this process, at the latest.
 * @param {string} name
 */
export async function temporaryFolder(name) {
  const path = await realpath(await mkdtemp(join(tmpdir(), `codelumi-${name}-`)));
  const options = { recursive: true, force: true, maxRetries: 3 };
  const forget = onExit(() => rmSync(path, options));
  const remove = async () => {
    await rm(path, options);
    forget();
  };
  return { path, remove };
}

/** @param {string} folder */
export async function copySample(folder) {
  await mkdir(folder, { recursive: true });
  for (const name of sampleFolders) {
    if (await exists(inRoot(name))) {
      await cp(inRoot(name), join(folder, name), { recursive: true });
    }
  }
}

/**
 * As an assistant that takes care leaves it: what users said is nobody else's business. A checkout has whatever
 * rights Git and the umask give, and a copy has the same.
 * @param {string} folder
 */
export async function onlyForOwner(folder) {
  if (!(await exists(folder))) return;
  await chmod(folder, 0o700);
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
    await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o700 : 0o600);
}

const nobody = ['-c', 'user.name=Sample', '-c', 'user.email=sample@example.org'];
const rae = [
  ['config', 'user.name', 'Rae Reviewer'],
  ['config', 'user.email', 'rae@example.org'],
];

/**
 * Makes a folder a Git repository with one commit by an author who is no one in particular.
 * @public used by test/e2e/support/machine.ts, which loads this file by path
 * @param {string} folder
 * @param {{ reviewer?: boolean }} [options] whether decisions there are made by an invented reviewer;
 *   else by whoever works on this machine
 */
export async function initRepository(folder, { reviewer = true } = {}) {
  const commit = ['commit', '--quiet', '--allow-empty', '--no-gpg-sign', '--message'];
  const commands = [
    ['init', '--quiet', '--initial-branch=main'],
    ...(reviewer ? rae : []),
    ['add', '--all'],
    [...nobody, ...commit, 'Sample workspace'],
  ];
  for (const args of commands) {
    const { code, output } = await run('git', args, { cwd: folder });
    if (code !== 0) throw new Trouble(`git ${args.join(' ')} failed:\n${output}`);
  }
}
