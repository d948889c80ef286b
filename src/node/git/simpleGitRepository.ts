import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { CodelumiError } from '../../core/errors.js';
import type {
  ChangedFile,
  CommittedFile,
  Git,
  GitOperation,
  GitRemote,
  GitState,
} from '../../core/ports/git.js';
import { askGit, askGitForBytes, runGit } from './gitProcess.js';

/** What Git leaves in its folder while it is in the middle of something. */
const OPERATION_FILES: readonly (readonly [file: string, operation: GitOperation])[] = [
  ['rebase-merge', 'rebase'],
  ['rebase-apply', 'rebase'],
  ['MERGE_HEAD', 'merge'],
  ['CHERRY_PICK_HEAD', 'cherry-pick'],
  ['REVERT_HEAD', 'revert'],
  ['BISECT_LOG', 'bisect'],
];

const NUL = '\0';
/** Names come from files; none of them is a pattern. */
const LITERALLY = '--literal-pathspecs';

/** The Git port over the `git` of this machine. */
export class SimpleGitRepository implements Git {
  readonly #root: string;

  /** @param root absolute path of the workspace, which may be a folder within the repository */
  constructor(root: string) {
    this.#root = root;
  }

  async state(): Promise<GitState> {
    const found = await this.#run(
      'rev-parse',
      '--is-inside-work-tree',
      '--git-dir',
      '--git-common-dir',
    );
    const [isInside, folder = '', common = ''] = found.split('\n');
    if (isInside !== 'true') throw noWorkTree();
    const gitFolder = resolve(this.#root, folder);
    const branch = await askGit(this.#root, ['symbolic-ref', '--quiet', '--short', 'HEAD']);
    const head = await askGit(this.#root, ['rev-parse', '--quiet', '--verify', 'HEAD']);
    const begun = OPERATION_FILES.find(([file]) => existsSync(resolve(gitFolder, file)));
    return {
      branch: named(branch),
      head: named(head),
      operation: begun?.[1],
      isLinkedWorktree: gitFolder !== resolve(this.#root, common),
    };
  }

  async changes(paths: readonly string[]): Promise<readonly ChangedFile[]> {
    const prefix = (await this.#run('rev-parse', '--show-prefix')).trimEnd();
    const found = await this.#run(
      LITERALLY,
      'status',
      '--porcelain=v1',
      '-z',
      '--no-renames',
      '--untracked-files=all',
      '--',
      ...paths,
    );
    return found
      .split(NUL)
      .filter((entry) => entry !== '')
      .map((entry) => ({
        path: entry.slice(3 + prefix.length),
        change: changeOf(entry.slice(0, 2)),
      }));
  }

  async branches(): Promise<readonly string[]> {
    return lines(await this.#run('for-each-ref', '--format=%(refname:lstrip=2)', 'refs/heads'));
  }

  async startBranch(name: string, from?: string): Promise<void> {
    const start =
      from === undefined
        ? []
        : [
            (
              await this.#run('rev-parse', '--verify', '--end-of-options', `${from}^{commit}`)
            ).trim(),
          ];
    await this.#run('switch', '--create', name, ...start);
  }

  async commit(paths: readonly string[], message: string): Promise<string> {
    const unknown = (await this.changes(paths)).filter(({ change }) => change === 'new');
    const added = unknown.map(({ path }) => path);
    // Git commits only what it knows; what it then will not take is left as unknown as it was.
    if (added.length > 0) await this.#withPaths(['add', '--intent-to-add'], added);
    try {
      const list = paths.join(NUL);
      await runGit(
        this.#root,
        [
          LITERALLY,
          'commit',
          '--only',
          '--quiet',
          `--message=${message}`,
          '--pathspec-from-file=-',
          '--pathspec-file-nul',
        ],
        list,
      );
    } catch (error) {
      if (added.length > 0) await this.#withPaths(['rm', '--cached', '--quiet', '-f'], added);
      throw error;
    }
    return (await this.#run('rev-parse', 'HEAD')).trim();
  }

  async filesAt(commit: string, paths: readonly string[]): Promise<readonly CommittedFile[]> {
    const found = await this.#run('ls-tree', '-r', '-l', '-z', commit, '--', ...paths);
    // <mode> <type> <object> <size>, a tab, and the path; a submodule has no size.
    return found.split(NUL).flatMap((entry) => {
      const tab = entry.indexOf('\t');
      const size = Number(entry.slice(0, tab).split(/ +/u)[3]);
      return tab < 0 || Number.isNaN(size) ? [] : [{ path: entry.slice(tab + 1), size }];
    });
  }

  fileAt(commit: string, path: string): Promise<Uint8Array | undefined> {
    return askGitForBytes(this.#root, ['blob', `${commit}:./${path}`]);
  }

  async mergeBase(revision: string): Promise<string | undefined> {
    return named(await askGit(this.#root, ['merge-base', 'HEAD', revision]));
  }

  async remotes(branch: string | undefined): Promise<readonly GitRemote[]> {
    const names = lines(await this.#run('remote'));
    const remotes: GitRemote[] = [];
    for (const name of names) {
      const url = named(await askGit(this.#root, ['remote', 'get-url', '--push', name]));
      if (url !== undefined) remotes.push({ name, url });
    }
    const first = await this.#pushedTo(branch, names);
    return remotes.sort((a, b) => Number(b.name === first) - Number(a.name === first));
  }

  async defaultBranch(remote: string): Promise<string | undefined> {
    const reference = `refs/remotes/${remote}/HEAD`;
    const found = named(await askGit(this.#root, ['symbolic-ref', '--quiet', reference]));
    return found?.slice(`refs/remotes/${remote}/`.length);
  }

  async push(remote: string, branch: string): Promise<void> {
    const reference = `refs/heads/${branch}`;
    try {
      await this.#run('push', '--set-upstream', remote, `${reference}:${reference}`);
    } catch (error) {
      throw explainedPush(error, remote, branch);
    }
  }

  async #pushedTo(
    branch: string | undefined,
    names: readonly string[],
  ): Promise<string | undefined> {
    const keys = ['remote.pushDefault'];
    if (branch !== undefined)
      keys.unshift(`branch.${branch}.pushRemote`, `branch.${branch}.remote`);
    for (const key of keys) {
      const name = named(await askGit(this.#root, ['config', '--get', key]));
      if (name !== undefined && names.includes(name)) return name;
    }
    return names.includes('origin') ? 'origin' : names[0];
  }

  #run(...args: readonly string[]): Promise<string> {
    return runGit(this.#root, args);
  }

  #withPaths(command: readonly string[], paths: readonly string[]): Promise<string> {
    const listed = ['--pathspec-from-file=-', '--pathspec-file-nul'];
    return runGit(this.#root, [LITERALLY, ...command, ...listed], paths.join(NUL));
  }
}

/** Of the two letters that `git status --porcelain` gives; see gitformat of git-status(1). */
function changeOf(letters: string): ChangedFile['change'] {
  if (letters === '??') return 'new';
  if (/U|AA|DD/u.test(letters)) return 'unmerged';
  return letters.includes('D') ? 'deleted' : 'modified';
}

function named(answer: string | undefined): string | undefined {
  return answer?.trim() || undefined;
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

function noWorkTree(): CodelumiError {
  return new CodelumiError({
    reason: 'no-repository',
    what: "The workspace is not in a Git repository's working tree",
    remedy: 'Open a clone that has its files checked out.',
  });
}

function explainedPush(error: unknown, remote: string, branch: string): unknown {
  if (!(error instanceof CodelumiError) || error.reason !== 'git-refused') return error;
  const isBehind = /\[rejected\]|non-fast-forward|fetch first/u.test(error.message);
  return new CodelumiError({
    reason: 'git-refused',
    what: `${remote} did not take ${branch}: ${error.details.what}`,
    remedy: isBehind
      ? `The branch has gone on there: run git pull --rebase ${remote} ${branch}, then codelumi verify --mend, and push again.`
      : 'Look at what Git says: sign in, ask for the right to push, or push to a remote of your own. Nothing here was changed.',
    cause: error,
  });
}
