import type { Failure } from './failure.js';

/** What a thread for parts of jobs is started with. */
export interface PartThreadStart {
  /** Absolute path of the workspace. */
  readonly root: string;
  /** Absolute path of the assistant's userData folder; undefined: in the workspace. */
  readonly userData: string | undefined;
}

/** What is said to it: one part after the other, or that all is over. */
export type PartRequest = { readonly part: string; readonly input: unknown } | typeof CANCEL_PARTS;

export const CANCEL_PARTS = 'cancel';

/** What it says: how many bytes are done, and at last how the part ended. */
export type PartMessage =
  | { readonly kind: 'progress'; readonly done: number }
  | { readonly kind: 'result'; readonly result: unknown }
  | Failure;
