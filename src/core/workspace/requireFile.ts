import { CodelumiError } from '../errors.js';
import type { Files } from '../ports/files.js';

/**
 * Checks that a source can be read at all, before work begins.
 * @throws CodelumiError `not-found` in the caller's words, or `not-a-file`.
 */
export async function requireFile(
  files: Files,
  path: string,
  missing: { what: string; remedy: string },
): Promise<void> {
  const stat = await files.stat(path);
  const place = { file: path };
  if (stat === undefined) throw new CodelumiError({ reason: 'not-found', ...missing, place });
  if (stat.kind === 'file') return;
  throw new CodelumiError({
    reason: 'not-a-file',
    what:
      stat.kind === 'folder'
        ? 'A folder stands where a log file should be'
        : 'This is not a regular file',
    place,
    remedy: missing.remedy,
  });
}
