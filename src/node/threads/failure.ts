import { CodelumiError, type ErrorDetails, JobCancelled } from '../../core/errors.js';

/** How work in another thread failed. Error classes do not survive the crossing, so an error travels as its parts. */
export type Failure =
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'error'; readonly details: ErrorDetails }
  | { readonly kind: 'unexpected'; readonly message: string };

export function failureOf(error: unknown): Failure {
  if (error instanceof JobCancelled) return { kind: 'cancelled' };
  if (error instanceof CodelumiError) {
    const { cause: _cause, ...details } = error.details;
    return { kind: 'error', details };
  }
  return {
    kind: 'unexpected',
    message: error instanceof Error ? (error.stack ?? error.message) : String(error),
  };
}

/** The error on this side. */
export function errorOf(failure: Failure): Error {
  if (failure.kind === 'cancelled') return new JobCancelled();
  return failure.kind === 'error' ? new CodelumiError(failure.details) : new Error(failure.message);
}
