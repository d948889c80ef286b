import type { QueueOverview } from '../core/review/queueOverview.js';
import type { Signing } from '../node/signing/machineSigner.js';
import type { Failure } from '../node/threads/failure.js';
import type { ReviewRequestName } from './reviewRequests.js';

export interface ReviewWorkerStart {
  /** Absolute path of the workspace. */
  readonly root: string;
  /** Absolute path of the assistant's userData folder; undefined: in the workspace. */
  readonly userData: string | undefined;
  /** undefined: nothing is signed, and no program run. */
  readonly signing: Signing | undefined;
}

/** Said once, at last: finish what somebody waits for, and end. */
export const CLOSE = 'close';

/** A question; each is answered exactly once. */
export interface ReviewQuestion {
  readonly id: number;
  readonly name: ReviewRequestName;
  readonly input: unknown;
}

/**
 * What the worker says. An overview comes whenever the queue changed, and before the answer to the
 * question that changed it.
 */
export type ReviewMessage =
  | { readonly kind: 'overview'; readonly overview: QueueOverview }
  | { readonly kind: 'answer'; readonly id: number; readonly result: unknown }
  | { readonly kind: 'refusal'; readonly id: number; readonly failure: Failure };
