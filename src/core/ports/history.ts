/** A file as a commit has it. */
export interface CommittedFile {
  /** Relative to the workspace, with `/` between the parts. */
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  /** Git's name of the content: the SHA-1 (or SHA-256) of `blob <size>\0` and the bytes. */
  readonly id: string;
}

/** What was committed to the repository that the workspace is in. Only reads. */
export interface History {
  /**
   * The commit at which this branch and `ref` part.
   * @returns undefined where there is no repository, or no commit yet
   * @throws CodelumiError `not-found` for a ref that is none, or that has nothing in common with this branch
   */
  mergeBase(ref: string): Promise<string | undefined>;
  /** Every file of a commit below some folders of the workspace. */
  filesAt(commit: string, folders: readonly string[]): Promise<readonly CommittedFile[]>;
  /**
   * The time of the last commit of this branch (its committer's) that changed each of these files, of those that were
   * changed after a time. The first commit there is (of a shallow clone, the first one fetched) changes nothing: it tells
   * when files were brought here, not when they were written.
   *
   * @param paths of files, as in `CommittedFile`; none of them a pattern
   * @param since milliseconds since the epoch
   * @returns milliseconds since the epoch by path
   * @throws CodelumiError `git-refused`
   */
  changedSince(paths: readonly string[], since: number): Promise<ReadonlyMap<string, number>>;
  /** The bytes behind an id. */
  content(id: string): Promise<Uint8Array>;
}
