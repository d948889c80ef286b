import { CodelumiError, type ErrorReason, JobCancelled } from '../core/errors.js';

/** What cron and CI see. */
export const EXIT = {
  done: 0,
  gateFailed: 1,
  wrongUsage: 2,
  invalidInput: 3,
  conflict: 4,
  cancelled: 130,
} as const;

const BY_REASON: Partial<Record<ErrorReason, number>> = {
  'wrong-usage': EXIT.wrongUsage,
  'checks-missing': EXIT.gateFailed,
  locked: EXIT.conflict,
  'changed-meanwhile': EXIT.conflict,
  reserved: EXIT.conflict,
  'git-state': EXIT.conflict,
  'git-refused': EXIT.conflict,
};

export function exitCodeFor(reason: ErrorReason): number {
  return BY_REASON[reason] ?? EXIT.invalidInput;
}

export function exitCodeOf(error: unknown): number {
  if (error instanceof JobCancelled) return EXIT.cancelled;
  if (error instanceof CodelumiError) return exitCodeFor(error.reason);
  return EXIT.invalidInput;
}
