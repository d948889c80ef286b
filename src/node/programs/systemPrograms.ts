import { readFile } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { CodelumiError } from '../../core/errors.js';
import type {
  OwnProgram,
  ProgramCall,
  ProgramEnd,
  ProgramFolder,
  Programs,
} from '../../core/ports/programs.js';
import { insideRoot } from '../insideRoot.js';
import { OWN_FILE, type Role, roleArgument } from '../ownFile.js';
import { isolation, limits } from './confine.js';
import { environment } from './environment.js';
import { findPrograms, isProgram } from './findProgram.js';
import { withTemporaryFolder } from './programFolder.js';
import { runToItsEnd } from './runToItsEnd.js';

/**
 * The Programs port on this machine, for workspaces that are trusted.
 * @param root absolute path of the workspace
 * @param folder where the bundles of the product are
 */
export function systemPrograms(root: string, folder: string): Programs {
  const given = new Set<string>();

  async function run(call: ProgramCall, signal: AbortSignal): Promise<ProgramEnd> {
    const file = await absoluteOf(call.file);
    const cwd = given.has(call.cwd) ? call.cwd : await insideRoot(root, call.cwd);
    const alone = call.isolated
      ? await isolation()
      : ({ prefix: [], network: 'open', processes: 'all' } as const);
    const limited = limits(call.timeoutMs, call.memoryBytes);
    const command = [...alone.prefix, ...limited.prefix, file, ...call.args];
    const { network, processes } = alone;
    const start = (home?: string) =>
      runToItsEnd({ ...call, command, cwd, env: environment(call.env, home) }, signal);
    const end = call.isolated
      ? await withTemporaryFolder((home) => start(home.path))
      : await start();
    return { ...end, confinement: { network, processes, memory: limited.memory } };
  }

  async function withFolder<Result>(
    work: (folder: ProgramFolder) => Promise<Result>,
  ): Promise<Result> {
    return withTemporaryFolder(async (made) => {
      given.add(made.path);
      try {
        return await work(made);
      } finally {
        given.delete(made.path);
      }
    });
  }

  return {
    trainer: ownProgram(resolve(folder, OWN_FILE), 'trainer'),
    // The folder of scripts stands beside that of the bundles, in the repository and in the package.
    script: (name) => readFile(join(folder, '..', 'scripts', name), 'utf8'),
    find: (name) => findPrograms(name),
    run,
    withFolder,
  };
}

/** The editor's own program is Electron, which is Node when it is told so. */
function ownProgram(bundle: string, role: Role): OwnProgram {
  const isElectron = process.versions['electron'] !== undefined;
  return {
    file: process.execPath,
    args: [bundle, roleArgument(role)],
    env: isElectron ? { ELECTRON_RUN_AS_NODE: '1' } : {},
  };
}

async function absoluteOf(file: string): Promise<string> {
  const found = isAbsolute(file) ? [file] : await findPrograms(file);
  for (const path of found) if (await isProgram(path)) return path;
  throw new CodelumiError({
    reason: 'not-found',
    what: `There is no program "${file}"`,
    remedy:
      'Install it, or name another: by its name, if it is in a folder of PATH, or with its whole path.',
  });
}
