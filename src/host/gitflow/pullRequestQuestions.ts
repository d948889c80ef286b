import { env, Uri, window } from 'vscode';
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

const COMMIT = 'Commit Them First';
const LEAVE = 'Leave Them Out';
const PUSH = 'Push';

const FORGE_NAMES: Readonly<Record<Forge, string>> = {
  github: 'GitHub',
  gitlab: 'GitLab',
  bitbucket: 'Bitbucket',
  gitea: 'Gitea, Forgejo',
};

/** The same by VS Code's own dialogs. */
export const DIALOGS: PullRequestQuestions = {
  async uncommitted(count) {
    const words = `${count} files of the review are in no commit yet.`;
    const answer = await window.showWarningMessage(words, { modal: true }, COMMIT, LEAVE);
    if (answer === COMMIT) return 'commit';
    return answer === LEAVE ? 'leave' : undefined;
  },
  async push({ branch, base, remote, place, title, decisions, faults }) {
    const where = place ?? remote ?? 'the remote';
    const detail = [
      title,
      `${decisions} decisions, to be merged into ${base}.`,
      faults === 0 ? 'Verification finds no fault.' : `Verification finds ${faults} faults.`,
    ];
    const options = { modal: true, detail: printable(detail.join('\n')) };
    const words = plainMessage(`Push ${branch} to ${where}?`);
    return (await window.showWarningMessage(words, options, PUSH)) === PUSH;
  },
  async forge(place) {
    const rows = FORGES.map((forge) => ({ label: FORGE_NAMES[forge], forge }));
    const title = plainMessage(`What kind of server is ${place}?`);
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
