import { randomBytes } from 'node:crypto';
import { CodelumiError } from '../../../../src/core/errors.js';
import type { JobContext } from '../../../../src/core/job.js';
import type { Files } from '../../../../src/core/ports/files.js';
import type { Git } from '../../../../src/core/ports/git.js';
import type { Signer } from '../../../../src/core/ports/signer.js';
import type { Reviewer } from '../../../../src/core/records/decision.js';

export interface Life {
  readonly files: Files;
  /** Milliseconds since the epoch, whenever somebody asks. */
  readonly now: () => number;
  /** Of this process; every other one is dead. */
  readonly pid: number;
  readonly by: Reviewer;
  readonly signer?: Signer | undefined;
  /** Somebody who waits that long lets this much time pass. */
  readonly wait: (milliseconds: number) => void;
}

/** The world as one process sees it, without a disk, a repository or other programs. */
export function memoryContext({ files, now, pid, by, signer, wait }: Life): JobContext {
  return {
    files,
    clock: { now: () => new Date(now()) },
    processes: {
      pid,
      host: 'torture',
      isAlive: (other) => other === pid,
      randomId: () => randomBytes(16).toString('hex'),
      sleep: async (milliseconds) => wait(milliseconds),
    },
    git: noGit,
    openCentralLogs: () => {
      throw missing('There is no database here');
    },
    actor: async () => by,
    signer,
    toolVersion: '0.0.0',
    signal: new AbortController().signal,
    progress: () => {},
  };
}

const noGit: Git = new Proxy({} as Git, {
  get: () => async () => {
    throw missing('There is no repository here');
  },
});

function missing(what: string): CodelumiError {
  return new CodelumiError({ reason: 'no-repository', what, remedy: 'Do without.' });
}
