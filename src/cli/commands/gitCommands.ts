import { Command, Option } from 'commander';
import { CodelumiError } from '../../core/errors.js';
import { type CommittedReview, commitReview } from '../../core/gitflow/commitReview.js';
import { countWords } from '../../core/gitflow/decisionsSince.js';
import { FORGES, type Forge } from '../../core/gitflow/forges.js';
import { type PlannedPullRequest, planPullRequest } from '../../core/gitflow/pullRequest.js';
import { type StartedBranch, startReviewBranch } from '../../core/gitflow/startReviewBranch.js';
import type { JobContext } from '../../core/job.js';
import { createWithForgeCli } from '../../node/git/forgeCli.js';
import { gitReviewer } from '../../node/gitReviewer.js';
import { printable } from '../../shared/printable.js';
import { EXIT } from '../exitCode.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say, warn } from '../terminal.js';

interface BranchOptions extends CommonOptions {
  readonly name?: string;
  readonly from?: string;
}

interface CommitOptions extends CommonOptions {
  readonly message?: string;
}

interface PullRequestOptions extends CommonOptions {
  readonly base?: string;
  readonly forge?: Forge;
  readonly yes?: boolean;
  readonly dryRun?: boolean;
}

interface OpenedPullRequest extends PlannedPullRequest {
  readonly pushed: boolean;
  /** Of the pull request that was made; undefined: it is to be made on the page. */
  readonly url: string | undefined;
  /** What has to be said to have it done; null where it was, or only the plan was asked for. */
  readonly needs: '--yes' | null;
}

/** A review as a branch, a commit and a pull request. */
export function gitCommands(): Command[] {
  return [branchCommand(), commitCommand(), pullRequestCommand()];
}

function branchCommand(): Command {
  return withCommonOptions(new Command('branch'))
    .description('start a branch for a review: review/YYYY-MM-DD-name')
    .option('--name <name>', 'what it is named after; default: your Git identity')
    .option('--from <branch>', 'where it begins; default: what is checked out')
    .action((options: BranchOptions) =>
      runCommand(
        options,
        async (context) => {
          const name = options.name ?? (await gitReviewer(context.files.root)).name;
          const { from } = options;
          return startReviewBranch(from === undefined ? { name } : { name, from }, context);
        },
        ({ branch, from }: StartedBranch) =>
          say(`on ${printable(branch)}${from === undefined ? '' : `, from ${printable(from)}`}`),
      ),
    );
}

function commitCommand(): Command {
  return withCommonOptions(new Command('commit'))
    .description('commit what reviewing changed, and nothing else')
    .option('-m, --message <text>', 'instead of the message with counts')
    .action(({ message, ...options }: CommitOptions) =>
      runCommand(
        options,
        (context) => commitReview(message === undefined ? {} : { message }, context),
        printCommit,
      ),
    );
}

function printCommit({ commit, branch, files, subject, counts }: CommittedReview): void {
  if (commit === undefined) {
    say('Nothing to commit: nothing that belongs to a review has changed.');
    return;
  }
  say(`${commit.slice(0, 10)} on ${printable(branch)}: ${printable(subject)}`);
  const words = countWords(counts);
  if (words !== '') say(words);
  say(`${files.length} files`);
}

function pullRequestCommand(): Command {
  return withCommonOptions(new Command('pr'))
    .description('push the review branch and make a pull request of it, or its page')
    .option('--base <branch>', "the branch it leads to; default: the remote's own")
    .addOption(
      new Option('--forge <kind>', 'what kind of server it is; default: by its name').choices(
        FORGES,
      ),
    )
    .option('--yes', 'do it; else only what it would say is shown')
    .addOption(new Option('--dry-run', 'only what it would say').conflicts('yes'))
    .action((options: PullRequestOptions) =>
      runCommand(options, (context) => openPullRequest(context, options), printPullRequest),
    );
}

async function openPullRequest(
  context: JobContext,
  { base, forge, yes, dryRun }: PullRequestOptions,
): Promise<OpenedPullRequest> {
  const plan = await planPullRequest(
    { ...(base === undefined ? {} : { base }), ...(forge === undefined ? {} : { forge }) },
    context,
  );
  if (yes !== true) {
    if (dryRun !== true) process.exitCode = EXIT.wrongUsage;
    return { ...plan, pushed: false, url: undefined, needs: dryRun === true ? null : '--yes' };
  }
  if (plan.remote === undefined) throw noRemote();
  await context.git.push(plan.remote, plan.branch);
  const made =
    plan.forge === undefined
      ? undefined
      : await createWithForgeCli(context.files.root, plan.forge, plan);
  if (made?.kind === 'refused') warn(`Pushed, but no pull request was made: ${made.message}`);
  return { ...plan, pushed: true, url: made?.kind === 'made' ? made.url : undefined, needs: null };
}

function printPullRequest(opened: OpenedPullRequest): void {
  const { branch, base, remote, title, body, uncommitted, pushed, url, page, needs } = opened;
  if (uncommitted.length > 0)
    warn(
      `${uncommitted.length} files of the review are in no commit, and not in it (codelumi review commit).`,
    );
  if (!pushed) {
    say(
      `${printable(branch)} → ${printable(base)} at ${printable(opened.place ?? remote ?? 'no remote')}`,
    );
    say(`${printable(title)}\n\n${printable(body)}`);
    if (needs !== null) warn('Nothing was pushed: say --yes to do it.');
    return;
  }
  if (url !== undefined) {
    say(printable(url));
    return;
  }
  if (page?.holdsBody !== true) say(`${printable(title)}\n\n${printable(body)}`);
  if (page !== undefined) say(`Pushed. Make the pull request here:\n${printable(page.url)}`);
  else say('Pushed. Make the pull request on the server; its text stands above.');
}

function noRemote(): CodelumiError {
  return new CodelumiError({
    reason: 'git-state',
    what: 'The repository has no remote to push to',
    remedy: 'Add one: git remote add origin URL.',
  });
}
