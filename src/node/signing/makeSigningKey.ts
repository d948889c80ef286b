import { spawn } from 'node:child_process';
import { mkdir, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { CodelumiError } from '../../core/errors.js';

const TIMEOUT_MS = 30_000;

/** What ssh-keygen is told; without `-N` it asks for a passphrase, and needs a terminal for that. */
export function keygenArguments(file: string, comment: string): string[] {
  return ['-t', 'ed25519', '-C', comment, '-f', file];
}

/**
 * Makes an ed25519 key without a passphrase. Never overwrites: neither the private nor the public file may be
 * there, and ssh-keygen, which would ask, has nobody to ask.
 *
 * @param file absolute path of the private key; the public one goes beside it
 * @throws CodelumiError `not-writable` where something is there, `cannot-sign` where ssh-keygen does not make it
 */
export async function makeSigningKey(file: string, comment: string): Promise<void> {
  await requireFree(file);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await run([...keygenArguments(file, comment), '-q', '-N', '']);
}

/** @throws CodelumiError `not-writable` where a key of that name is there, or a half of one */
export async function requireFree(file: string): Promise<void> {
  for (const each of [file, `${file}.pub`]) {
    if (!(await isThere(each))) continue;
    throw new CodelumiError({
      reason: 'not-writable',
      what: 'There is a file of that name, and a key is never overwritten',
      place: { file: each },
      remedy: 'Choose that key, or another name.',
    });
  }
}

async function isThere(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch {
    return false; // What cannot be looked at cannot be written either: ssh-keygen says so.
  }
}

function run(args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn('ssh-keygen', args, {
      windowsHide: true,
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said = (said + text).slice(0, 2_000);
    });
    child.on('error', (cause) => reject(notMade('ssh-keygen cannot be run', cause)));
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(notMade('ssh-keygen made no key', new Error(said)));
    });
  });
}

function notMade(what: string, cause: Error): CodelumiError {
  return new CodelumiError({
    reason: 'cannot-sign',
    what: `${what}: ${cause.message.trim().split('\n').at(-1)?.slice(0, 200) ?? ''}`,
    remedy: 'Install the OpenSSH client, or make a key in a terminal: ssh-keygen -t ed25519.',
    cause,
  });
}
