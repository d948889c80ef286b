import type { Job, JobContext } from '../job.js';
import type { GitRemote } from '../ports/git.js';
import { verify } from '../verification/verify.js';
import { countUnsigned } from './countUnsigned.js';
import { decisionsSince, whatWasReviewed } from './decisionsSince.js';
import {
  type Forge,
  forgeOf,
  forgeRepository,
  newPullRequestPage,
  type PullRequestPage,
} from './forges.js';
import { pullRequestBody } from './pullRequestBody.js';
import { changedReviewFiles, gitState, readyRepository } from './readyRepository.js';
import { reviewedRows } from './reviewedRows.js';

export interface PullRequestInput {
  /** The branch it leads to; left out: the remote's own. */
  readonly base?: string;
  /** What kind of server it is, where its name does not say so. */
  readonly forge?: Forge;
}

/** Everything a pull request says, before anything leaves this machine. */
export interface PlannedPullRequest {
  readonly branch: string;
  readonly base: string;
  /** Where the branch goes; undefined: the repository knows no server. */
  readonly remote: string | undefined;
  readonly title: string;
  /** Markdown; secrets and what is private are masked, and nothing from a log is markup. */
  readonly body: string;
  readonly decisions: number;
  /** Files of the review that are in no commit yet, and would not be in it. */
  readonly uncommitted: readonly string[];
  /** Faults that verification finds. */
  readonly faults: number;
  readonly forge: Forge | undefined;
  /** As a person knows the server: `github.com/team/project`. */
  readonly place: string | undefined;
  readonly page: PullRequestPage | undefined;
}

/**
 * Plans a pull request for the review branch that is checked out: what it says, and where it goes. Sends nothing,
 * and changes nothing but what is derived from the journals.
 *
 * @throws CodelumiError `git-state` without a branch of its own, or with nothing to compare it with
 */
export const planPullRequest: Job<PullRequestInput, PlannedPullRequest> = async (
  input,
  context,
) => {
  const { branch } = await readyRepository(context);
  if (branch === undefined) throw noBranch('No branch is checked out');
  const [remote] = await context.git.remotes(branch);
  const base = input.base ?? (await usualBase(context, remote, branch));
  if (branch === base) throw noBranch(`${branch} is the branch that pull requests lead to`);
  const start = await startOf(context, remote, base);
  const decisions = await decisionsSince(context, start);
  const rows = await reviewedRows(context, decisions);
  context.progress({ message: 'Verifying what was decided' });
  // Others' decisions came by a pull, and what is derived from them did not.
  const verdict = await verify({ mend: true }, context);
  const uncommitted = await changedReviewFiles(context);
  const title =
    decisions.length === 0 ? 'Review files and settings' : `Review ${whatWasReviewed(decisions)}`;
  const unsigned = await countUnsigned(context, decisions);
  const body = pullRequestBody({ decisions, rows, unsigned, verdict });
  const repository = remote && forgeRepository(remote.url);
  const forge = input.forge ?? (repository && forgeOf(repository));
  return {
    branch,
    base,
    remote: remote?.name,
    title,
    body,
    decisions: decisions.length,
    uncommitted,
    faults: verdict.faults.length,
    forge,
    place: repository && `${repository.host}/${repository.path}`,
    page:
      forge && repository
        ? newPullRequestPage(forge, repository, { branch, base, title, body })
        : undefined,
  };
};

const USUAL_BASES = ['main', 'master', 'trunk'];

async function usualBase(
  { git }: JobContext,
  remote: GitRemote | undefined,
  branch: string,
): Promise<string> {
  const known = remote && (await git.defaultBranch(remote.name));
  if (known !== undefined) return known;
  const branches = await git.branches();
  const usual = USUAL_BASES.find((name) => branches.includes(name));
  if (usual !== undefined) return usual;
  throw gitState(
    `Nobody knows which branch ${branch} leads to`,
    'Name it (codelumi review pr --base NAME), or run git remote set-head origin --auto.',
  );
}

/** The commit that both have in common. */
async function startOf(
  { git }: JobContext,
  remote: GitRemote | undefined,
  base: string,
): Promise<string> {
  const onServer = remote && (await git.mergeBase(`refs/remotes/${remote.name}/${base}`));
  const found = onServer ?? (await git.mergeBase(`refs/heads/${base}`));
  if (found !== undefined) return found;
  throw gitState(
    `There is no branch ${base} that this one began from`,
    'Fetch it (git fetch), or name another with --base.',
  );
}

function noBranch(what: string) {
  return gitState(
    what,
    'Start a review branch first (Start Review Branch, or codelumi review branch), and commit the review there.',
  );
}
