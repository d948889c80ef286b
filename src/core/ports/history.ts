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
  /** The bytes behind an id. */
  content(id: string): Promise<Uint8Array>;
}
