import type { Forge, NewPullRequest } from '../../core/gitflow/forges.js';
import { askForge, type ForgeAnswer, type ForgeCall } from './forgeProcess.js';

export type ForgeCliResult =
  | { readonly kind: 'made'; readonly url: string }
  | Exclude<ForgeAnswer, { readonly kind: 'done' }>;

const LONGEST_MESSAGE = 300;

/**
 * Makes a pull request with the forge's own command line, where one is installed: `gh` or `glab`. Asks nothing,
 * and waits for nobody. The branch was pushed before.
 */
export async function createWithForgeCli(
  root: string,
  forge: Forge,
  request: NewPullRequest,
): Promise<ForgeCliResult> {
  const call = callFor(forge, request);
  if (call === undefined) return { kind: 'absent' };
  const answer = await askForge(root, call);
  if (answer.kind !== 'done') return answer;
  const url = urlIn(answer.stdout);
  if (url !== undefined) return { kind: 'made', url };
  return { kind: 'refused', message: answer.stdout.trim().slice(0, LONGEST_MESSAGE) };
}

function callFor(
  forge: Forge,
  { branch, base, title, body }: NewPullRequest,
): ForgeCall | undefined {
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
