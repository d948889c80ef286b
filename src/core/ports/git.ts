/** Something that Git has begun and that a person has to end first. */
export type GitOperation = 'merge' | 'rebase' | 'cherry-pick' | 'revert' | 'bisect';

/** Where the workspace stands in Git. */
export interface GitState {
  /** undefined: no branch is checked out (detached HEAD). */
  readonly branch: string | undefined;
  /** The commit that is checked out; undefined: there is none yet. */
  readonly head: string | undefined;
  readonly operation: GitOperation | undefined;
  /** Whether this is one of several working trees of a repository (`git worktree`). */
  readonly isLinkedWorktree: boolean;
}

/** A file that differs from the last commit. `unmerged`: in conflict. */
export interface ChangedFile {
  /** As everywhere, relative to the workspace. */
  readonly path: string;
  readonly change: 'new' | 'modified' | 'deleted' | 'unmerged';
}

/** A file as a commit has it. */
export interface CommittedFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
}

export interface GitRemote {
  readonly name: string;
  /** As Git pushes to it. */
  readonly url: string;
}

/**
 * The Git repository around the workspace. Paths are relative to the workspace, with `/` between the parts.
 * Git runs hooks, filters and helpers that the repository's settings name, so nobody may call any of this in
 * a workspace that is not trusted.
 *
 * All methods reject with CodelumiError: `no-git` where it is not installed, `no-repository` outside of one,
 * `git-refused` with what Git said where it would not.
 */
export interface Git {
  state(): Promise<GitState>;
  /** Files below these folders (or these files) that a commit would be about; ignored ones are left out. */
  changes(paths: readonly string[]): Promise<readonly ChangedFile[]>;
  /** Local branches, by name. */
  branches(): Promise<readonly string[]>;
  /**
   * Makes a branch and goes on in it; changed files come along.
   * @param from a branch or commit; left out: what is checked out, where Git always can
   */
  startBranch(name: string, from?: string): Promise<void>;
  /**
   * Commits these files as they are, and nothing else that is staged. Signed and checked by hooks as Git is
   * set up to.
   * @returns the new commit
   */
  commit(paths: readonly string[], message: string): Promise<string>;
  /** The files that a commit has below these folders. */
  filesAt(commit: string, paths: readonly string[]): Promise<readonly CommittedFile[]>;
  /** The bytes of a file in a commit, with no filter run over them; undefined where it has none. */
  fileAt(commit: string, path: string): Promise<Uint8Array | undefined>;
  /** The last commit that the one checked out and this one have in common; undefined: none, or no such commit. */
  mergeBase(revision: string): Promise<string | undefined>;
  /** The one that `branch` is pushed to first. */
  remotes(branch: string | undefined): Promise<readonly GitRemote[]>;
  /** The branch that the remote's own `HEAD` names, as far as this clone knows. */
  defaultBranch(remote: string): Promise<string | undefined>;
  /** Pushes a branch to one of its name, and has it followed from then on. */
  push(remote: string, branch: string): Promise<void>;
}
