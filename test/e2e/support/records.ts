import { strict as assert } from 'node:assert';
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

/** The records of the one file of a folder whose name ends so. */
export async function records(folder: string, ending: string): Promise<Record<string, unknown>[]> {
  const [name, ...others] = (await readdir(folder)).filter((each) => each.endsWith(ending));
  assert.ok(name !== undefined && others.length === 0, `one ${ending} in ${folder}`);
  const lines = (await readFile(join(folder, name), 'utf8')).trim().split('\n');
  return lines.map((line) => JSON.parse(line));
}

/** The one day's folder below `staging_kb`. */
export async function stagedFolder(workspace: string): Promise<string> {
  const days = (await readdir(join(workspace, 'staging_kb'))).filter((name) =>
    /^\d{4}-/u.test(name),
  );
  return join(workspace, 'staging_kb', days[0] ?? 'none');
}

/** Runs the command line on a workspace, as a colleague or cron would beside the editor. */
export async function codelumi(workspace: string, ...args: readonly string[]): Promise<string> {
  const cli = resolve('dist/codelumi.cjs');
  const { stdout } = await promisify(execFile)(process.execPath, [
    cli,
    ...args,
    '--workspace',
    workspace,
  ]);
  return stdout;
}
