/** A program to be run, and what it may take. No shell reads any of this. */
export interface ProgramCall {
  /** A name, which is looked for in the folders of `PATH` alone, or an absolute path. */
  readonly file: string;
  readonly args: readonly string[];
  /** A folder of the workspace (`''` is its root), or the path of one that `withFolder` gave. */
  readonly cwd: string;
  /** For standard input; without it there is nothing to read. */
  readonly input?: string | Uint8Array | undefined;
  /**
   * Variables of its environment. Beside them it gets only what programs need to be found and to run: nothing
   * of what the user keeps in theirs, and a home folder of its own when it is isolated.
   */
  readonly env?: Readonly<Record<string, string>> | undefined;
  readonly timeoutMs: number;
  /** What each of its processes may have in memory of its own. Processor time is limited with it. */
  readonly memoryBytes?: number | undefined;
  /** Keeps it from the network, and from processes other than its own, as far as this system can. */
  readonly isolated: boolean;
  /** Bytes, for each of standard output and standard error. */
  readonly outputLimit: number;
}

/** What of a call's limits this system holds. */
export interface Confinement {
  /** `none`: it could reach no network, not even this machine by it. */
  readonly network: 'none' | 'open';
  /** `own`: it saw and could stop no process but its own, and none of its own outlived it. */
  readonly processes: 'own' | 'all';
  readonly memory: 'limited' | 'unlimited';
}

/** Why a program was stopped. */
export type Killed = 'time-out' | 'output-limit';

export interface ProgramEnd {
  /** undefined: it was ended by a signal, ours or another. */
  readonly code: number | undefined;
  /** Read as UTF-8. Hostile, as all that programs write. */
  readonly stdout: string;
  readonly stderr: string;
  readonly killed?: Killed | undefined;
  readonly confinement: Confinement;
}

/** A folder outside of the workspace that lasts as long as the work it is for. */
export interface ProgramFolder {
  /** Absolute. */
  readonly path: string;
  /** @param name a plain file name */
  write(name: string, content: string | Uint8Array): Promise<void>;
  /**
   * @returns undefined where there is no such file
   * @throws CodelumiError `invalid-input` for a link, for what is no file, and for more than `limit` bytes
   */
  read(name: string, limit: number): Promise<Uint8Array | undefined>;
}

/** How one of our own bundles is run as a program. */
export interface OwnProgram {
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}

/**
 * Programs beside us. Nobody may call any of this in a workspace that is not trusted: `JobContext` is
 * without it there.
 */
export interface Programs {
  /** A program of ours, of this very version: the trainer of the built-in reranker. */
  readonly trainer: OwnProgram;
  /** The text of a script that is shipped with us; scripts/ has them. */
  script(name: 'train_reranker.py'): Promise<string>;
  /** Absolute paths of the programs of that name, in the order of `PATH`. */
  find(name: string): Promise<readonly string[]>;
  /**
   * Runs a program to its end. When time or output are used up, or the signal fires, it and whatever it has
   * started is killed, at once and without a question.
   *
   * @throws JobCancelled once it is killed because the signal has fired
   * @throws CodelumiError `not-found` where there is no such program, `not-readable` where it cannot be started,
   *   `outside-workspace` for a folder that is elsewhere
   */
  run(call: ProgramCall, signal: AbortSignal): Promise<ProgramEnd>;
  /** Gives work a new empty folder that only this account can read, and removes it. */
  withFolder<Result>(work: (folder: ProgramFolder) => Promise<Result>): Promise<Result>;
}
