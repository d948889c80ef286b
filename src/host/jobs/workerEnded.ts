import { l10n } from 'vscode';
import { CodelumiError, messageOf } from '../../core/errors.js';

const OUT_OF_MEMORY = 'ERR_WORKER_OUT_OF_MEMORY';

/**
 * What somebody is told whose work lost its thread. Files are only ever changed as a whole or added to, so that doing the
 * same once more is always right.
 *
 * @param what as the beginning of a sentence
 * @param error why, where that is known
 */
export function workerEnded(what: string, error?: unknown): CodelumiError {
  return new CodelumiError({
    reason: 'worker-ended',
    what: l10n.t('{0} ended before it was done{1}', what, becauseOf(error)),
    remedy: l10n.t('Try again; what was recorded until then stands.'),
    cause: error,
  });
}

function becauseOf(error: unknown): string {
  if (error === undefined) return '';
  if (isOutOfMemory(error)) return l10n.t(': it ran out of memory');
  return `: ${messageOf(error)}`;
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === OUT_OF_MEMORY;
}
