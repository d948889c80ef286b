import type { Files } from '../ports/files.js';

/** The longest line that is looked at for its end; what we write in one line is shorter. */
const LONGEST_LINE = 16 * 1024 * 1024;

/** Whether the first line of a file ends with CRLF. JSON holds no raw line end, so that what we write never does. */
export async function endsWithReturn(
  files: Pick<Files, 'stat' | 'readChunks'>,
  file: string,
): Promise<boolean> {
  if ((await files.stat(file))?.kind !== 'file') return false;
  let last = 0;
  for await (const chunk of files.readChunks(file, { start: 0, end: LONGEST_LINE })) {
    const at = chunk.indexOf(0x0a);
    if (at >= 0) return (at === 0 ? last : chunk[at - 1]) === 0x0d;
    last = chunk.at(-1) ?? last;
  }
  return false;
}
