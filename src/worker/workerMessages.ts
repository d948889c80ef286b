import type { JobProgress } from '../core/job.js';
import type { Signing } from '../node/signing/machineSigner.js';
import type { Failure } from '../node/threads/failure.js';
import type { JobName } from './jobs.js';

/** What a worker is started with. Input and results cross by structured clone. */
export interface WorkerStart {
  readonly job: JobName;
  readonly input: unknown;
  /** Absolute path of the workspace. */
  readonly root: string;
  /** Absolute path of the assistant's userData folder; undefined: in the workspace. */
  readonly userData: string | undefined;
  /** undefined: nothing is signed or recorded, and no program run. */
  readonly signing: Signing | undefined;
}

/** The only thing ever said to a running worker. */
export const CANCEL = 'cancel';

/** What a worker says: progress, something a person should know, and at last exactly one of the others. */
export type WorkerMessage =
  | { readonly kind: 'progress'; readonly progress: JobProgress }
  | { readonly kind: 'warning'; readonly message: string }
  | { readonly kind: 'result'; readonly result: unknown }
  | Failure;
