import { execFile } from 'node:child_process';
import { devNull } from 'node:os';
import { promisify } from 'node:util';
import { put, temporaryWorkspace } from './temporaryWorkspace.js';

const run = promisify(execFile);

/** Git as a person types it, whatever this machine's settings are. */
export async function git(cwd: string, ...args: readonly string[]): Promise<string> {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C' };
  const { stdout } = await run('git', [...args], { cwd, env });
  return stdout;
}

/** A repository with these files committed. */
export async function repository(
  files: Readonly<Record<string, string>> = {},
  person = 'Ada',
): Promise<string> {
  const root = await temporaryWorkspace();
  await git(root, 'init', '--quiet', '--initial-branch=main');
  await identify(root, person);
  for (const [path, content] of Object.entries(files)) await put(root, path, content);
  if (Object.keys(files).length > 0) await commitAll(root, 'Begin');
  return root;
}

/** A bare repository to push to, as a forge has it. */
export async function forge(from: string): Promise<string> {
  const root = await temporaryWorkspace();
  await git(root, 'clone', '--quiet', '--bare', from, '.');
  return root;
}

export async function clone(
  from: string,
  person: string,
  ...settings: readonly string[]
): Promise<string> {
  const root = await temporaryWorkspace();
  const set = settings.flatMap((setting) => ['--config', setting]);
  await git(root, 'clone', '--quiet', ...set, from, '.');
  await identify(root, person);
  return root;
}

export async function commitAll(root: string, message: string): Promise<void> {
  await git(root, 'add', '--all');
  await git(root, 'commit', '--quiet', '--message', message);
}

/** Whom Git takes for the person at this clone. */
export async function identify(root: string, person: string): Promise<void> {
  await git(root, 'config', 'user.name', person);
  await git(root, 'config', 'user.email', `${person.toLowerCase()}@acme.dev`);
  await git(root, 'config', 'commit.gpgsign', 'false');
}

/** Commits everything as if it were that time, ISO 8601. */
export async function commitAt(root: string, time: string): Promise<void> {
  await git(root, 'add', '--all');
  const env = { ...process.env, GIT_AUTHOR_DATE: time, GIT_COMMITTER_DATE: time, LC_ALL: 'C' };
  await run('git', ['commit', '--quiet', '--message', `At ${time}`], { cwd: root, env });
}
