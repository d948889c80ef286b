import { CodelumiError, type ErrorReason } from '../errors.js';

export interface RefusedItem {
  readonly candidate: string;
  readonly reason: ErrorReason;
  readonly message: string;
}

/** @throws error when it is none that the product raises on purpose */
export function refusedItem(candidate: string, error: unknown): RefusedItem {
  if (!(error instanceof CodelumiError)) throw error;
  return { candidate, reason: error.reason, message: error.message };
}
