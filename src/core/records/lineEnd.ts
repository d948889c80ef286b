import type { Files } from '../ports/files.js';

/** What is looked at first; most lines that we write are shorter. */
const FIRST_LOOK = 1024;
/** The longest line that is looked at for its end; what we write in one line is shorter. */
const LONGEST_LINE = 16 * 1024 * 1024;

/**
 * Whether a line of a file ends with CRLF. JSON holds no raw line end, so that what we write never does.
 * @param start where the line begins, in bytes
 */
export async function endsWithReturn(
  files: Pick<Files, 'stat' | 'readChunks'>,
  file: string,
  start = 0,
): Promise<boolean> {
  const found = await files.stat(file);
  if (found?.kind !== 'file') return false;
  const most = Math.min(found.size, start + LONGEST_LINE);
  for (let from = start, length = FIRST_LOOK; from < most; from += length, length = LONGEST_LINE) {
    // One byte back, as the return may be the last of what was looked at.
    let last = 0;
    const range = { start: Math.max(start, from - 1), end: Math.min(most, from + length) };
    for await (const chunk of files.readChunks(file, range)) {
      const at = chunk.indexOf(0x0a);
      if (at >= 0) return (at === 0 ? last : chunk[at - 1]) === 0x0d;
      last = chunk.at(-1) ?? last;
    }
  }
  return false;
}
