import { execFile } from 'node:child_process';
import { access, chmod, realpath, stat } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { promisify } from 'node:util';
import { simpleGit } from 'simple-git';
import type { Machine, Repository, Versions } from '../core/ports/machine.js';
import { errorCode, explain } from './fileErrors.js';
import { Roots } from './roots.js';

const HAS_MODES = process.platform !== 'win32';
const ASK_MS = 5_000;

/**
 * This machine, as the health check sees it. Runs Git and Python, so not in a workspace that is not trusted.
 * @param root absolute path of the workspace
 * @param userData absolute path of the assistant's folder, where it is elsewhere
 */
export function systemMachine(root: string, userData?: string): Machine {
  const roots = new Roots(root, userData);
  const locate = (path: string) => roots.locate(path, 'reading');
  return {
    hasModes: HAS_MODES,
    realPathOf: async (path) => {
      const real = await ifThere(locate(path).then((absolute) => realpath(absolute)));
      return real?.replaceAll(sep, '/');
    },
    modeOf: async (path) => {
      if (!HAS_MODES) return undefined;
      return (await ifThere(locate(path).then((absolute) => stat(absolute))))?.mode;
    },
    restrict: async (path) => {
      try {
        const absolute = await locate(path);
        await chmod(absolute, (await stat(absolute)).isDirectory() ? 0o700 : 0o600);
      } catch (error) {
        throw explain(error, path, 'writing');
      }
    },
    findAbove: async (path, names) => {
      const start = await ifThere(locate(path).then((absolute) => realpath(absolute)));
      return start === undefined ? undefined : findAbove(start, names);
    },
    repositoryOf: async (path) => {
      const folder = await ifThere(locate(path).then((absolute) => realpath(absolute)));
      return folder === undefined ? undefined : repositoryOf(folder);
    },
    versions,
  };
}

async function ifThere<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    const isMissing = ['ENOENT', 'ENOTDIR'].includes(errorCode(error) ?? '');
    const reason = error instanceof Error && 'reason' in error ? error.reason : undefined;
    if (isMissing || reason === 'not-found') return undefined;
    throw error;
  }
}

async function findAbove(start: string, names: readonly string[]): Promise<string | undefined> {
  for (let folder = start; ; folder = dirname(folder)) {
    for (const name of names) {
      const path = join(folder, name);
      if (await isThere(path)) return path;
    }
    if (dirname(folder) === folder) return undefined;
  }
}

function isThere(path: string): Promise<boolean> {
  // A folder that may not be looked into holds nothing that can be told.
  return access(path).then(
    () => true,
    () => false,
  );
}

async function repositoryOf(folder: string): Promise<Repository | undefined> {
  const git = simpleGit(folder);
  const root = await git.revparse(['--show-toplevel']).catch(() => undefined); // No repository, or no Git.
  if (root === undefined) return undefined;
  return {
    root,
    tracked: async () => names(await git.raw(['ls-files', '-z', '--', '.'])),
    ignores: async () => (await git.checkIgnore(['codelumi-probe.jsonl'])).length > 0,
    converted: async (paths) =>
      convertedIn(await git.raw(['check-attr', '-z', 'text', '--', ...paths])),
    setting: async (name) => (await git.getConfig(name)).value?.trim() || undefined,
    untrack: async () => {
      await git.raw(['rm', '-r', '--cached', '--quiet', '--ignore-unmatch', '--', '.']);
    },
  };
}

function names(listed: string): string[] {
  return listed.split('\0').filter((name) => name !== '');
}

/** Triples of path, attribute and value; only `unset` (`-text`) keeps Git from touching line ends. */
function convertedIn(listed: string): string[] {
  const parts = names(listed);
  return parts.filter((_, index) => index % 3 === 0 && parts[index + 2] !== 'unset');
}

async function versions(): Promise<Versions> {
  const [git, python3, python] = await Promise.all([
    versionOf('git'),
    versionOf('python3'),
    versionOf('python'),
  ]);
  return { node: process.versions.node, git, python: python3 ?? python };
}

async function versionOf(program: string): Promise<string | undefined> {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, ['--version'], {
      timeout: ASK_MS,
    });
    return /\d+(?:\.\d+){1,3}/u.exec(stdout || stderr)?.[0];
  } catch {
    return undefined; // Not installed, or not to be run: both mean that it is not there.
  }
}
