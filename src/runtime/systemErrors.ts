import { CodelumiError, type ErrorReason, messageOf } from '../core/errors.js';
import { errorCode } from '../node/fileErrors.js';

const REASONS: Readonly<Record<string, ErrorReason>> = {
  ENOENT: 'not-found',
  EISDIR: 'not-a-file',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
};

/**
 * An error of the system as one of ours. Shorter than `explain` of src/node: this module is loaded into
 * somebody else's process and has to be small.
 */
export function asRuntimeError(
  error: unknown,
  file: string,
  otherwise: 'not-readable' | 'not-writable',
): CodelumiError {
  if (error instanceof CodelumiError) return error;
  const code = errorCode(error) ?? messageOf(error);
  return new CodelumiError({
    reason: REASONS[code] ?? otherwise,
    what: `The file could not be ${otherwise === 'not-readable' ? 'read' : 'written'}: ${code}`,
    place: { file },
    remedy: 'Check that it is there and who may use it, then try again.',
    cause: error,
  });
}
