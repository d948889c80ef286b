import { l10n } from 'vscode';
import { CodelumiError } from '../../core/errors.js';
import { type Forge, newPullRequestPage } from '../../core/gitflow/forges.js';
import type { PlannedPullRequest, PullRequestInput } from '../../core/gitflow/pullRequest.js';
import { createWithForgeCli } from '../../node/git/forgeCli.js';
import { SimpleGitRepository } from '../../node/git/simpleGitRepository.js';
import type { JobRunner } from '../jobs/jobRunner.js';
import { runWithProgress } from '../jobs/runWithProgress.js';
import { requireTrustedRoot } from '../workspace/workspaceFolder.js';
import { DIALOGS, type PullRequestQuestions } from './pullRequestQuestions.js';

/**
 * "Open Review Pull Request": says what would be pushed where, pushes after a yes, and makes the pull request
 * with `gh` or `glab`, or opens the forge's page for it with everything filled in that the page takes.
 */
export async function openPullRequest(
  jobs: JobRunner,
  ask: PullRequestQuestions = DIALOGS,
): Promise<void> {
  const root = requireTrustedRoot();
  let plan = await planned(jobs, root, {});
  const { remote } = plan;
  if (remote === undefined) throw noRemote();
  if (plan.uncommitted.length > 0) {
    const answer = await ask.uncommitted(plan.uncommitted.length);
    if (answer === undefined) return;
    if (answer === 'commit') {
      await jobs.run('commitReview', {}, root);
      plan = await planned(jobs, root, {});
    }
  }
  if (!(await ask.push(plan))) return;
  const git = new SimpleGitRepository(root);
  await runWithProgress(l10n.t('CodeLumi: pushing {0}', plan.branch), () =>
    git.push(remote, plan.branch),
  );
  const forge = plan.forge ?? (plan.place === undefined ? undefined : await ask.forge(plan.place));
  if (forge === undefined) {
    await ask.copy(plan.body);
    ask.tell(l10n.t('Pushed {0}. The text for the pull request is in the clipboard.', plan.branch));
    return;
  }
  await make(root, forge, plan, ask);
}

function planned(
  jobs: JobRunner,
  root: string,
  input: PullRequestInput,
): Promise<PlannedPullRequest> {
  return runWithProgress(l10n.t('CodeLumi: preparing the pull request'), (token, onProgress) =>
    jobs.run('planPullRequest', input, root, { token, onProgress }),
  );
}

async function make(
  root: string,
  forge: Forge,
  plan: PlannedPullRequest,
  ask: PullRequestQuestions,
): Promise<void> {
  const made = await createWithForgeCli(root, forge, plan);
  if (made.kind === 'made') {
    ask.tell(l10n.t('Made the pull request {0}', made.url));
    await ask.open(made.url);
    return;
  }
  if (made.kind === 'refused') ask.tell(l10n.t('No pull request was made: {0}', made.message));
  const page = plan.page ?? pageOf(forge, plan);
  if (page === undefined || !page.holdsBody) {
    await ask.copy(plan.body);
    ask.tell(l10n.t('Pushed. Paste the text from the clipboard into the pull request.'));
  }
  if (page !== undefined) await ask.open(page.url);
}

/** For a server whose kind a person had to say. */
function pageOf(forge: Forge, plan: PlannedPullRequest): PlannedPullRequest['page'] {
  const [host, ...path] = (plan.place ?? '').split('/');
  if (host === undefined || path.length === 0) return undefined;
  return newPullRequestPage(forge, { host, path: path.join('/') }, plan);
}

function noRemote(): CodelumiError {
  return new CodelumiError({
    reason: 'git-state',
    what: l10n.t('The repository has no remote to push to'),
    remedy: l10n.t('Add one: git remote add origin URL.'),
  });
}
