import { isCovered } from '../audit/checkpoints/coveredJournals.js';
import { checkpoint } from '../audit/checkpoints/makeCheckpoint.js';
import { CodelumiError } from '../errors.js';
import type { Job, JobContext } from '../job.js';
import {
  countByAction,
  countWords,
  type DecisionCounts,
  decisionsSince,
  whatWasReviewed,
} from './decisionsSince.js';
import { changedReviewFiles, gitState, readyRepository } from './readyRepository.js';

export interface CommitInput {
  /** Instead of the message with counts. */
  readonly message?: string;
}

export interface CommittedReview {
  /** undefined: nothing had changed, and nothing was committed. */
  readonly commit: string | undefined;
  readonly branch: string;
  readonly files: readonly string[];
  /** The first line of the message. */
  readonly subject: string;
  readonly counts: DecisionCounts;
}

/**
 * Commits what reviewing changed, and nothing else, whatever is staged. Git signs the commit if it is set up to. Where
 * journals grew, a checkpoint is made first: the commit holds it, and none made later leaves the working tree changed,
 * which would stop Git from going to another branch.
 *
 * @throws CodelumiError `git-state` without a branch, in the middle of a merge, or in conflict; `git-refused`
 */
export const commitReview: Job<CommitInput, CommittedReview> = async ({ message }, context) => {
  const { branch, head } = await readyRepository(context);
  if (branch === undefined)
    throw gitState(
      'No branch is checked out, so a commit would soon be lost',
      'Start a review branch first (Start Review Branch, or codelumi review branch).',
    );
  const files = await coveredFiles(context, await changedReviewFiles(context));
  const decisions = await decisionsSince(context, head);
  const counts = countByAction(decisions);
  const usual =
    decisions.length === 0
      ? `Update ${files.length} files of the review`
      : `Review ${whatWasReviewed(decisions)}`;
  const text = message ?? [usual, countWords(counts)].filter((part) => part !== '').join('\n\n');
  const subject = text.split('\n', 1)[0] ?? usual;
  if (files.length === 0) return { commit: undefined, branch, files, subject, counts };
  return { commit: await context.git.commit(files, text), branch, files, subject, counts };
};

/** The files to commit, with a checkpoint of the journals among them. What was decided is committed with or without. */
async function coveredFiles(
  context: JobContext,
  files: readonly string[],
): Promise<readonly string[]> {
  if (!files.some(isCovered)) return files;
  try {
    await checkpoint(context);
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    context.warn?.(`The review is committed without a checkpoint: ${error.message}`);
  }
  return changedReviewFiles(context);
}
