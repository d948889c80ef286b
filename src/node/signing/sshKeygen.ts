import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { CodelumiError } from '../../core/errors.js';
import type { Namespace } from '../../core/ports/signer.js';

/** Who has to touch a hardware key needs a moment; everything else takes milliseconds. */
const TIMEOUT_MS = 30_000;
const MAX_OUTPUT = 64 * 1024;

/** OpenSSH before 8.4 knows no SSH_ASKPASS_REQUIRE, and asks where there is a screen. */
const ASK_NOBODY = { SSH_ASKPASS_REQUIRE: 'never', DISPLAY: undefined, WAYLAND_DISPLAY: undefined };

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Signs with a key that only ssh-keygen, or the agent that it asks, can use.
 * @param keyFile the private key, or a public one whose private half is beside it or in the agent
 * @throws CodelumiError `cannot-sign` with what to do
 */
export async function signWithKeygen(
  keyFile: string,
  message: Uint8Array,
  namespace: Namespace,
): Promise<string> {
  const ended = await run(['-Y', 'sign', '-f', keyFile, '-n', namespace], message);
  if (ended.code === 0) return ended.stdout;
  throw cannotSign(ended.stderr);
}

/** As `Signer.check`. */
export async function checkWithKeygen(
  message: Uint8Array,
  armoured: string,
  namespace: Namespace,
): Promise<boolean> {
  return withFile('message.sig', armoured, async (file) => {
    const ended = await run(['-Y', 'check-novalidate', '-n', namespace, '-s', file], message);
    return ended.code === 0;
  });
}

/** Runs `work` with a file that only this account can read, and removes it. */
export async function withFile<Result>(
  name: string,
  content: string,
  work: (file: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'codelumi-sign-'));
  try {
    const file = join(folder, name);
    await writeFile(file, content, { mode: 0o600 });
    return await work(file);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * Runs ssh-keygen without a shell and without a terminal, so that it can ask nobody for a passphrase: it
 * gets a session of its own, no askpass, and nothing to read but the message.
 */
function run(args: readonly string[], input: Uint8Array): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn('ssh-keygen', args, {
      detached: true,
      windowsHide: true,
      cwd: homedir(), // Windows looks there first: not in a workspace that brings an ssh-keygen.exe.
      env: { ...process.env, ...ASK_NOBODY, LC_ALL: 'C' },
      stdio: ['pipe', 'pipe', 'pipe'],
      timeout: TIMEOUT_MS,
      killSignal: 'SIGKILL',
    });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('latin1').on('data', (text: string) => {
        output[name] = (output[name] + text).slice(0, MAX_OUTPUT);
      });
    }
    child.on('error', (cause) => reject(notStarted(cause)));
    child.on('close', (code, signal) => {
      if (signal === null) resolve({ code, ...output });
      else reject(notEnded());
    });
    // It may end before it has read the message, for want of a key: its exit code says so.
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

const REMEDIES: readonly (readonly [saying: RegExp, what: string, remedy: string])[] = [
  [
    /incorrect passphrase|passphrase/iu,
    'The signing key is protected by a passphrase, and the SSH agent does not hold it',
    'Run ssh-add with the key once, then try again.',
  ],
  [
    /device not found|no such device|signing failed for .*: device|confirm user presence/iu,
    'The hardware key did not sign',
    'Plug it in, touch it when it blinks, and try again.',
  ],
  [
    /agent refused operation|communication with agent failed/iu,
    'The SSH agent did not sign',
    'Unlock the agent, or add the key with ssh-add, then try again.',
  ],
  [
    /no such file or directory|couldn't load public key|no private key found/iu,
    'The signing key is neither in its file nor in the SSH agent',
    'Name another with git config user.signingkey, or add it with ssh-add.',
  ],
  [
    /unprotected private key|bad permissions/iu,
    'Others can read the signing key, so ssh-keygen does not use it',
    'Take the rights away: chmod 600 on the key.',
  ],
];

function cannotSign(stderr: string): CodelumiError {
  const known = REMEDIES.find(([saying]) => saying.test(stderr));
  const [said = ''] = stderr.trim().split('\n').slice(-1);
  const what = known?.[1] ?? `ssh-keygen did not sign: ${said.slice(0, 200)}`;
  const remedy = known?.[2] ?? 'Try it in a terminal: ssh-keygen -Y sign -n test -f KEY FILE.';
  return new CodelumiError({ reason: 'cannot-sign', what, remedy, cause: new Error(stderr) });
}

function notStarted(cause: Error): CodelumiError {
  return new CodelumiError({
    reason: 'cannot-sign',
    what: 'ssh-keygen cannot be run',
    remedy: 'Install the OpenSSH client, version 8.2 or newer.',
    cause,
  });
}

function notEnded(): CodelumiError {
  return new CodelumiError({
    reason: 'cannot-sign',
    what: `ssh-keygen did not end within ${TIMEOUT_MS / 1000} seconds`,
    remedy: 'Touch the hardware key when it blinks, or add the key to the SSH agent.',
  });
}
