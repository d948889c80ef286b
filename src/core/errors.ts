/** A spot in a file of the workspace. `line` counts from 1. */
export interface Place {
  readonly file: string;
  readonly line?: number;
}

/**
 * Why something could not be done. The command line maps each reason to an exit code, the editor to
 * an offer ("Open File", "Trust Workspace", "Retry"); nobody matches on message text.
 */
export type ErrorReason =
  | 'wrong-usage'
  | 'no-workspace'
  | 'not-trusted'
  | 'not-found'
  | 'not-readable'
  | 'not-a-file'
  | 'not-writable'
  | 'disk-full'
  | 'outside-workspace'
  | 'invalid-input'
  | 'checks-missing'
  | 'locked'
  | 'changed-meanwhile'
  | 'reserved'
  | 'cannot-sign'
  /** The thread or process that was at work is gone; what it had promised stands. */
  | 'worker-ended'
  /** A program that trains did not end as it should, or what it made is of no use. */
  | 'training-failed'
  | 'no-git'
  | 'no-repository'
  /** Git is in the middle of something, or has nothing to work with. */
  | 'git-state'
  /** Git, or the server behind it, would not. */
  | 'git-refused';

export interface ErrorDetails {
  readonly reason: ErrorReason;
  /** What happened, as the beginning of a sentence without a full stop. */
  readonly what: string;
  readonly place?: Place;
  /** What to do about it, one sentence with its full stop. */
  readonly remedy: string;
  readonly cause?: unknown;
}

/** Every error the product raises on purpose: what happened, where, and what to do. */
export class CodelumiError extends Error {
  /** All of it, as it was given; what crosses to another thread. */
  readonly details: ErrorDetails;

  constructor(details: ErrorDetails) {
    const where = details.place === undefined ? '' : ` (${formatPlace(details.place)})`;
    super(`${details.what}${where}. ${details.remedy}`, { cause: details.cause });
    this.name = 'CodelumiError';
    this.details = details;
  }

  get reason(): ErrorReason {
    return this.details.reason;
  }

  get place(): Place | undefined {
    return this.details.place;
  }

  get remedy(): string {
    return this.details.remedy;
  }
}

/** Somebody asked for the work to stop. Not a fault: callers end quietly. */
export class JobCancelled extends Error {
  constructor() {
    super('Cancelled.');
    this.name = 'JobCancelled';
  }
}

/** @throws JobCancelled when the signal has fired. */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new JobCancelled();
}

/** What an error of any kind says. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** `file:line`, as terminals and editors make it clickable. */
export function formatPlace(place: Place): string {
  return place.line === undefined ? place.file : `${place.file}:${place.line}`;
}

/** An error of whoever asked. @param what and @param remedy as `ErrorDetails` has them */
export function wrongUsage(what: string, remedy: string): CodelumiError {
  return new CodelumiError({ reason: 'wrong-usage', what, remedy });
}
