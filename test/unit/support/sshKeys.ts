import { execFile, spawn } from 'node:child_process';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { temporaryWorkspace } from './temporaryWorkspace.js';

const run = promisify(execFile);

export interface MadeKey {
  /** Absolute path of the private half; the public one is beside it. */
  readonly file: string;
  /** `ssh-ed25519 AAAA…`. */
  readonly publicKey: string;
}

/** A new key as ssh-keygen makes it, removed when the test run ends. */
export async function makeKey(type = 'ed25519', passphrase = ''): Promise<MadeKey> {
  const folder = await temporaryWorkspace();
  const file = join(folder, 'id');
  const bits = type === 'rsa' ? ['-b', '2048'] : [];
  await run('ssh-keygen', [
    '-q',
    '-t',
    type,
    ...bits,
    '-N',
    passphrase,
    '-C',
    'a test',
    '-f',
    file,
  ]);
  const [kind, blob] = (await readFile(`${file}.pub`, 'utf8')).split(' ');
  return { file, publicKey: `${kind} ${blob}` };
}

/** As `ssh-keygen -l` prints it. */
export async function fingerprintOf({ file }: MadeKey): Promise<string> {
  const { stdout } = await run('ssh-keygen', ['-l', '-f', `${file}.pub`]);
  return stdout.split(' ')[1] ?? '';
}

/** Signs as a person would in a shell. */
export async function keygenSign(
  key: MadeKey,
  message: Uint8Array,
  namespace: string,
): Promise<string> {
  const file = join(await temporaryWorkspace(), 'message');
  await writeFile(file, message);
  await run('ssh-keygen', ['-q', '-Y', 'sign', '-f', key.file, '-n', namespace, file]);
  return readFile(`${file}.sig`, 'utf8');
}

/** What `ssh-keygen -Y verify` says of a signature: whether it ends with 0. */
export async function keygenVerifies(
  message: Uint8Array,
  armoured: string,
  { allowed, principal, namespace }: { allowed: string; principal: string; namespace: string },
  more: readonly string[] = [],
): Promise<boolean> {
  const folder = await temporaryWorkspace({ allowed, sig: armoured });
  const args = ['-Y', 'verify', '-f', join(folder, 'allowed'), '-I', principal, '-n', namespace];
  const child = promisifiedWithInput(
    'ssh-keygen',
    [...args, '-s', join(folder, 'sig'), ...more],
    message,
  );
  return child.then(
    () => true,
    () => false,
  );
}

function promisifiedWithInput(
  command: string,
  args: readonly string[],
  input: Uint8Array,
): Promise<unknown> {
  const running = run(command, [...args]);
  running.child.stdin?.end(input);
  return running;
}

/** Runs `work` while an SSH agent holds the key. */
export async function withAgent(key: MadeKey, work: () => Promise<void>): Promise<void> {
  const socket = join(await temporaryWorkspace(), 'agent');
  const agent = spawn('ssh-agent', ['-D', '-a', socket], { stdio: 'ignore' });
  const before = process.env['SSH_AUTH_SOCK'];
  try {
    while (!(await stat(socket).catch(() => undefined)))
      await new Promise((go) => setTimeout(go, 20));
    process.env['SSH_AUTH_SOCK'] = socket;
    await run('ssh-add', ['-q', key.file]);
    await work();
  } finally {
    if (before === undefined) delete process.env['SSH_AUTH_SOCK'];
    else process.env['SSH_AUTH_SOCK'] = before;
    agent.kill();
  }
}
