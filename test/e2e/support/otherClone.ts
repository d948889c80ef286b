import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { codelumi, stagedFolder } from './records.js';

/**
 * Runs the command line in another clone, which knows what the workspace holds now and nothing of what comes
 * after. The returned function brings back the journals that were written there, as a merge by Git would.
 */
export async function inOtherClone(
  workspace: string,
  ...args: readonly string[]
): Promise<() => Promise<void>> {
  const clone = await mkdtemp(join(tmpdir(), 'codelumi-clone-'));
  await cp(workspace, clone, { recursive: true });
  // Who writes here has a name of their own.
  await rm(join(clone, '.codelumi/local'), { recursive: true, force: true });
  await codelumi(clone, ...args);
  return async () => {
    const [theirs, ours] = await Promise.all([journals(clone), journals(workspace)]);
    const known = new Set(await readdir(ours).catch(() => []));
    const written = (await readdir(theirs)).filter((name) => !known.has(name));
    for (const name of written) await cp(join(theirs, name), join(ours, name));
    await rm(clone, { recursive: true, force: true });
  };
}

async function journals(workspace: string): Promise<string> {
  return join(await stagedFolder(workspace), 'decisions');
}
