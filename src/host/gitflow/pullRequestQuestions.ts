import { env, l10n, Uri, window } from 'vscode';
import { FORGES, type Forge } from '../../core/gitflow/forges.js';
import type { PlannedPullRequest } from '../../core/gitflow/pullRequest.js';
import { printable } from '../../shared/printable.js';
import { plainMessage } from '../plainMessage.js';

/** What a person is asked and told on the way to a pull request. */
export interface PullRequestQuestions {
  /** What is in no commit yet; undefined: away with all of it. */
  uncommitted(count: number): Promise<'commit' | 'leave' | undefined>;
  push(plan: PlannedPullRequest): Promise<boolean>;
  /** Where the server's name does not say what it is. */
  forge(place: string): Promise<Forge | undefined>;
  open(url: string): Promise<void>;
  copy(text: string): Promise<void>;
  tell(words: string): void;
}

const COMMIT = l10n.t('Commit Them First');
const LEAVE = l10n.t('Leave Them Out');
const PUSH = l10n.t('Push');

const FORGE_NAMES: Readonly<Record<Forge, string>> = {
  github: l10n.t('GitHub'),
  gitlab: l10n.t('GitLab'),
  bitbucket: l10n.t('Bitbucket'),
  gitea: l10n.t('Gitea, Forgejo'),
};

/** The same by VS Code's own dialogs. */
export const DIALOGS: PullRequestQuestions = {
  async uncommitted(count) {
    const words = l10n.t('{0} files of the review are in no commit yet.', count);
    const answer = await window.showWarningMessage(words, { modal: true }, COMMIT, LEAVE);
    if (answer === COMMIT) return 'commit';
    return answer === LEAVE ? 'leave' : undefined;
  },
  async push({ branch, base, remote, place, title, decisions, faults }) {
    const where = place ?? remote ?? l10n.t('the remote');
    const detail = [
      title,
      l10n.t('{0} decisions, to be merged into {1}.', decisions, base),
      faults === 0
        ? l10n.t('Verification finds no fault.')
        : l10n.t('Verification finds {0} faults.', faults),
    ];
    const options = { modal: true, detail: printable(detail.join('\n')) };
    const words = plainMessage(l10n.t('Push {0} to {1}?', branch, where));
    return (await window.showWarningMessage(words, options, PUSH)) === PUSH;
  },
  async forge(place) {
    const rows = FORGES.map((forge) => ({ label: FORGE_NAMES[forge], forge }));
    const title = plainMessage(l10n.t('What kind of server is {0}?', place));
    return (await window.showQuickPick(rows, { title }))?.forge;
  },
  async open(url) {
    await env.openExternal(Uri.parse(url, true));
  },
  async copy(text) {
    await env.clipboard.writeText(text);
  },
  tell(words) {
    void window.showInformationMessage(plainMessage(words));
  },
};
