import { execFile } from 'node:child_process';
import { MINUTE_MS } from '../../core/durations.js';
import { errorCode } from '../fileErrors.js';

/** A call of a forge's own command line. */
export interface ForgeCall {
  readonly program: 'gh' | 'glab';
  readonly args: readonly string[];
  /** For standard input. */
  readonly input?: string;
}

export type ForgeAnswer =
  | { readonly kind: 'done'; readonly stdout: string }
  /** It is not installed. */
  | { readonly kind: 'absent' }
  /** It is there and would not: not signed in, say. */
  | { readonly kind: 'refused'; readonly message: string };

const PATIENCE_MS = MINUTE_MS;
const LONGEST_MESSAGE = 300;

/** Runs it in the repository at `root`. It asks nothing, and waits for nobody. */
export function askForge(root: string, call: ForgeCall): Promise<ForgeAnswer> {
  return new Promise((done) => {
    const env = { ...process.env, GH_PROMPT_DISABLED: '1', NO_PROMPT: '1', NO_COLOR: '1' };
    const options = { cwd: root, env, timeout: PATIENCE_MS };
    const child = execFile(call.program, [...call.args], options, (error, stdout, stderr) => {
      if (error === null) done({ kind: 'done', stdout });
      else if (errorCode(error) === 'ENOENT') done({ kind: 'absent' });
      else done({ kind: 'refused', message: (stderr || stdout).trim().slice(0, LONGEST_MESSAGE) });
    });
    // Gone before it read: its exit code says what there is to say.
    child.stdin?.on('error', () => {});
    child.stdin?.end(call.input ?? '');
  });
}
