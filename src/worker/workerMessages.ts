import type { ErrorDetails } from '../core/errors.js';
import type { JobProgress } from '../core/job.js';
import type { JobName } from './jobs.js';

/** What a worker is started with. Input and results cross by structured clone. */
export interface WorkerStart {
  readonly job: JobName;
  readonly input: unknown;
  /** Absolute path of the workspace. */
  readonly root: string;
  /** Absolute path of the assistant's userData folder; undefined: in the workspace. */
  readonly userData: string | undefined;
}

/** The only thing ever said to a running worker. */
export const CANCEL = 'cancel';

/** What a worker says: progress, and at last exactly one of the others. */
export type WorkerMessage =
  | { readonly kind: 'progress'; readonly progress: JobProgress }
  | { readonly kind: 'result'; readonly result: unknown }
  | { readonly kind: 'cancelled' }
  /** Error classes do not survive the crossing, so an error travels as its parts. */
  | { readonly kind: 'error'; readonly details: ErrorDetails }
  | { readonly kind: 'unexpected'; readonly message: string };
