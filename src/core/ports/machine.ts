/** What only the health check asks of the machine; paths as in `Files`. Never asked in an untrusted workspace. */
export interface Machine {
  /** Whether files have owners and permission bits here; Windows has neither in this form. */
  readonly hasModes: boolean;
  /** Where something truly is, links followed, with `/` between the parts; undefined when nothing is there. */
  realPathOf(path: string): Promise<string | undefined>;
  /** Permission bits (`0o777` at most); undefined when nothing is there, or where there are no modes. */
  modeOf(path: string): Promise<number | undefined>;
  /** Lets nobody but the owner in: 700 for a folder, 600 for a file. */
  restrict(path: string): Promise<void>;
  /** The first of these names that stands in the folder of `path` or in one above it, with its path. */
  findAbove(path: string, names: readonly string[]): Promise<string | undefined>;
  /** The Git repository that a folder is in; undefined where there is none, or no Git. Runs Git. */
  repositoryOf(path: string): Promise<Repository | undefined>;
  versions(): Promise<Versions>;
}

export interface Versions {
  readonly node: string;
  /** undefined: not installed. */
  readonly git: string | undefined;
  readonly python: string | undefined;
}

/** Questions to Git about the folder that was asked about. */
export interface Repository {
  /** Absolute path of its work tree. */
  readonly root: string;
  /** Files below the folder that the index lists, relative to it. */
  tracked(): Promise<readonly string[]>;
  /** Whether new files below the folder would be ignored. */
  ignores(): Promise<boolean>;
  /** Those of some paths (relative to the folder) whose line ends Git may change. */
  converted(paths: readonly string[]): Promise<readonly string[]>;
  /** A setting of Git as it counts here. */
  setting(name: string): Promise<string | undefined>;
  /** Takes everything below the folder out of the index; the files stay. */
  untrack(): Promise<void>;
}
