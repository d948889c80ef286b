import { type SimpleGit, simpleGit } from 'simple-git';
import { CodelumiError, messageOf } from '../../core/errors.js';

/** Git says nothing for so long only when it waits for somebody who is not there. */
const SILENT_MS = 120_000;

/**
 * What the user has set up outside of the workspace to reach their servers and find their settings. simple-git
 * keeps everything else of Git's environment away, and editors and pagers too.
 */
const KEPT = [
  'GIT_ASKPASS',
  'GIT_AUTHOR_EMAIL',
  'GIT_AUTHOR_NAME',
  'GIT_COMMITTER_EMAIL',
  'GIT_COMMITTER_NAME',
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_CONFIG_SYSTEM',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
  'SSH_ASKPASS',
];
const LEFT_OUT = new Set(['EDITOR', 'PAGER', 'PREFIX', 'VISUAL']);

/** Nobody is asked for a password in a terminal that nobody sees; messages are told apart in English. */
const OURS = { GIT_TERMINAL_PROMPT: '0', LC_ALL: 'C' };

function environment(): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(([name]) => {
    const upper = name.toUpperCase();
    return KEPT.includes(upper) || !(upper.startsWith('GIT_') || LEFT_OUT.has(upper));
  });
  return { ...Object.fromEntries(kept), ...OURS };
}

/** @param input for standard input */
function gitIn(root: string, input?: string): SimpleGit {
  return simpleGit({
    baseDir: root,
    allowEnvironment: [...KEPT, 'GIT_TERMINAL_PROMPT'],
    // All of these come from the user's own environment, never from the workspace.
    unsafe: { allowUnsafeAskPass: true, allowUnsafeConfigPaths: true, allowUnsafeSshCommand: true },
    timeout: { block: SILENT_MS },
    ...(input === undefined ? {} : { input: () => input }),
  }).env(environment());
}

/**
 * Runs one command of Git and gives what it wrote.
 *
 * @throws CodelumiError `no-git`, `no-repository`, `git-refused`
 */
export async function runGit(
  root: string,
  args: readonly string[],
  input?: string,
): Promise<string> {
  try {
    return await gitIn(root, input).raw([...args]);
  } catch (error) {
    throw explained(error, args);
  }
}

/** The same where Git may say no: undefined then. */
export async function askGit(root: string, args: readonly string[]): Promise<string | undefined> {
  try {
    return await runGit(root, args);
  } catch (error) {
    if (error instanceof CodelumiError && error.reason === 'git-refused') return undefined;
    throw error;
  }
}

/** Bytes that Git wrote, untouched; undefined where it said no. */
export async function askGitForBytes(
  root: string,
  args: readonly string[],
): Promise<Uint8Array | undefined> {
  try {
    const found: unknown = await gitIn(root).binaryCatFile([...args]);
    return Buffer.isBuffer(found) ? found : Buffer.from(String(found));
  } catch (error) {
    const reason = explained(error, args);
    if (reason.reason === 'git-refused') return undefined;
    throw reason;
  }
}

const LONGEST_MESSAGE = 500;

function explained(cause: unknown, args: readonly string[]): CodelumiError {
  const said = messageOf(cause).trim();
  if (/\bENOENT\b/u.test(said))
    return new CodelumiError({
      reason: 'no-git',
      what: 'Git is not installed, or not on the PATH',
      remedy: 'Install Git (https://git-scm.com), or review without it: files are files.',
      cause,
    });
  if (/not a git repository|must be run in a work tree/u.test(said))
    return new CodelumiError({
      reason: 'no-repository',
      what: 'The workspace is not in a Git repository',
      remedy: 'Run git init there first, or open a clone of one.',
      cause,
    });
  if (said.includes('dubious ownership'))
    return new CodelumiError({
      reason: 'git-refused',
      what: 'Git does not work in this folder, because it belongs to somebody else',
      remedy: 'Run git config --global --add safe.directory with its path if you trust it.',
      cause,
    });
  return new CodelumiError({
    reason: 'git-refused',
    what: `git ${args[0] ?? ''} did not work: ${said.slice(0, LONGEST_MESSAGE)}`,
    remedy: 'Mend what Git says, and try again.',
    cause,
  });
}
