import { CodelumiError, type ErrorReason } from '../core/errors.js';

interface Meaning {
  readonly reason: ErrorReason;
  readonly what: string;
  readonly remedy: string;
}

const CHECK_RIGHTS = 'Check who may read and write it, then try again.';

const READING: Readonly<Record<string, Meaning>> = {
  ENOENT: {
    reason: 'not-found',
    what: 'The file is missing',
    remedy: 'Check its name and that it was not moved.',
  },
  EACCES: { reason: 'not-readable', what: 'The file may not be read', remedy: CHECK_RIGHTS },
  EPERM: { reason: 'not-readable', what: 'The file may not be read', remedy: CHECK_RIGHTS },
  EISDIR: {
    reason: 'not-a-file',
    what: 'A folder stands where a file should be',
    remedy: 'Move the folder away.',
  },
  ENOTDIR: {
    reason: 'not-a-file',
    what: 'A file stands where a folder should be',
    remedy: 'Move the file away.',
  },
  ELOOP: { reason: 'not-readable', what: 'Links lead in a circle', remedy: 'Remove the link.' },
};

/** What means something else there than in reading. */
const WRITING: Readonly<Record<string, Meaning>> = {
  EACCES: { reason: 'not-writable', what: 'The file may not be written', remedy: CHECK_RIGHTS },
  EPERM: { reason: 'not-writable', what: 'The file may not be written', remedy: CHECK_RIGHTS },
  EEXIST: {
    reason: 'not-a-file',
    what: 'A file stands where a folder should be',
    remedy: 'Move the file away.',
  },
  EROFS: {
    reason: 'not-writable',
    what: 'The workspace is read-only',
    remedy: 'Use a copy that can be written; nothing was changed.',
  },
  ENOSPC: {
    reason: 'disk-full',
    what: 'The disk is full',
    remedy: 'Make room and try again; what was there before is whole.',
  },
  EDQUOT: {
    reason: 'disk-full',
    what: 'The disk quota is used up',
    remedy: 'Make room and try again; what was there before is whole.',
  },
};

/** A system error in the product's words: what, where, what to do. Other errors pass unchanged. */
export function explain(error: unknown, file: string, doing: 'reading' | 'writing'): unknown {
  const code = errorCode(error);
  if (code === undefined || error instanceof CodelumiError) return error;
  const meaning = (doing === 'writing' ? WRITING[code] : undefined) ??
    READING[code] ?? {
      reason: doing === 'reading' ? 'not-readable' : 'not-writable',
      what: `${doing === 'reading' ? 'Reading' : 'Writing'} failed with ${code}`,
      remedy: 'Try again; what was there before is whole.',
    };
  return new CodelumiError({ ...meaning, place: { file }, cause: error });
}

export function errorCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}
