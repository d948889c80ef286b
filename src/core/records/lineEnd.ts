import type { ByteRange, Files } from '../ports/files.js';
import { LINE_FEED } from './jsonBytes.js';

const CARRIAGE_RETURN = 0x0d;
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
  // Most lines end within the first look; a longer one is read once more from its beginning.
  for (const length of [FIRST_LOOK, LONGEST_LINE]) {
    const end = Math.min(found.size, start + length);
    const before = await beforeLineEnd(files, file, { start, end });
    if (before !== undefined) return before === CARRIAGE_RETURN;
  }
  return false;
}

/** The byte before the first line end in a range, 0 where there is none before it; undefined: no line ends there. */
async function beforeLineEnd(
  files: Pick<Files, 'readChunks'>,
  file: string,
  range: ByteRange,
): Promise<number | undefined> {
  let last = 0;
  for await (const chunk of files.readChunks(file, range)) {
    const at = chunk.indexOf(LINE_FEED);
    if (at >= 0) return at === 0 ? last : chunk[at - 1];
    last = chunk.at(-1) ?? last;
  }
  return undefined;
}
