import { execFile } from 'node:child_process';
import type { Forge, NewPullRequest } from '../../core/gitflow/forges.js';
import { errorCode } from '../fileErrors.js';

export type ForgeCliResult =
  | { readonly kind: 'made'; readonly url: string }
  /** There is none for this forge, or it is not installed. */
  | { readonly kind: 'absent' }
  /** It is there and would not: not signed in, say. */
  | { readonly kind: 'refused'; readonly message: string };

interface Call {
  readonly program: string;
  readonly args: readonly string[];
  /** For standard input. */
  readonly input?: string;
}

const PATIENCE_MS = 60_000;
const LONGEST_MESSAGE = 300;

/**
 * Makes a pull request with the forge's own command line, where one is installed: `gh` or `glab`. Asks nothing,
 * and waits for nobody. The branch was pushed before.
 */
export function createWithForgeCli(
  root: string,
  forge: Forge,
  request: NewPullRequest,
): Promise<ForgeCliResult> {
  const call = callFor(forge, request);
  if (call === undefined) return Promise.resolve({ kind: 'absent' });
  return new Promise((done) => {
    const env = { ...process.env, GH_PROMPT_DISABLED: '1', NO_PROMPT: '1', NO_COLOR: '1' };
    const options = { cwd: root, env, timeout: PATIENCE_MS };
    const child = execFile(call.program, [...call.args], options, (error, stdout, stderr) => {
      const url = urlIn(stdout);
      if (error === null && url !== undefined) done({ kind: 'made', url });
      else if (error !== null && errorCode(error) === 'ENOENT') done({ kind: 'absent' });
      else done({ kind: 'refused', message: (stderr || stdout).trim().slice(0, LONGEST_MESSAGE) });
    });
    // Gone before it read: its exit code says what there is to say.
    child.stdin?.on('error', () => {});
    child.stdin?.end(call.input ?? '');
  });
}

function callFor(forge: Forge, { branch, base, title, body }: NewPullRequest): Call | undefined {
  if (forge === 'github') {
    const named = ['--title', title, '--base', base, '--head', branch];
    return { program: 'gh', args: ['pr', 'create', ...named, '--body-file', '-'], input: body };
  }
  if (forge === 'gitlab') {
    const named = ['--title', title, '--target-branch', base, '--source-branch', branch];
    return { program: 'glab', args: ['mr', 'create', ...named, '--description', body, '--yes'] };
  }
  return undefined;
}

/** Both print the address of what they made; only such a one is opened. */
function urlIn(output: string): string | undefined {
  const words = output.slice(0, 20_000).split(/\s+/u);
  return words.findLast((word) => /^https?:\/\/[\w.:-]+\/\S+$/u.test(word));
}
