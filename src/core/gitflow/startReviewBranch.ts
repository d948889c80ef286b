import { CodelumiError } from '../errors.js';
import type { Job } from '../job.js';
import { dayOf } from '../workspace/paths.js';
import { gitState, readyRepository } from './readyRepository.js';

export interface StartInput {
  /** Whose review it is; the branch is named after it. */
  readonly name: string;
  /** The branch or commit that it begins at; left out: what is checked out. */
  readonly from?: string;
}

export interface StartedBranch {
  readonly branch: string;
  /** Where it begins; undefined: at a commit, as no branch was checked out. */
  readonly from: string | undefined;
}

/**
 * Begins a branch of its own for a review, `review/2026-01-24-ada`, at the commit that is checked out, or at another.
 * What was decided and not committed comes along where Git can keep it.
 *
 * @throws CodelumiError `git-state` where it cannot, because the other commit has another version of a file that is
 *   changed here, with what to do; `git-refused` for a commit that there is none of. Then nothing has changed.
 */
export const startReviewBranch: Job<StartInput, StartedBranch> = async (input, context) => {
  const { branch: here } = await readyRepository(context);
  const { name, from = here } = input;
  const taken = new Set(await context.git.branches());
  const wanted = `review/${dayOf(context.clock.now())}-${slug(name)}`;
  let branch = wanted;
  for (let number = 2; taken.has(branch); number += 1) branch = `${wanted}-${number}`;
  try {
    await context.git.startBranch(branch, input.from);
  } catch (error) {
    throw input.from === undefined ? error : explained(error, input.from);
  }
  return { branch, from };
};

/** Every name as Git takes it in a branch: `Zoë O'Neil` as `zoe-o-neil`. */
function slug(name: string): string {
  const plain = name
    .slice(0, 200)
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/gu, '-');
  return plain.slice(0, 40).replaceAll(/^-|-$/gu, '') || 'reviewer';
}

/**
 * The audit log grows with nearly every job, so it is mostly the file in the way. Nothing is set aside: of a journal
 * that is put back beside another branch's lines two ends would be left, and those do not merge.
 */
function explained(error: unknown, from: string): unknown {
  if (!(error instanceof CodelumiError) || error.reason !== 'git-refused') return error;
  const { what } = error.details;
  if (!/would be overwritten by (?:checkout|switching)/u.test(what)) return error;
  return gitState(
    `What changed here since the last commit cannot be taken along to ${from}: ${what}`,
    'Commit it first (Commit Review, or codelumi review commit), then try again; do not stash or restore journals.',
  );
}
