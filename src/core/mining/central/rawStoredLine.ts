import type { StoredLine } from '../../ports/centralLogs.js';
import { DEFAULT_MAX_RECORD_BYTES } from '../../records/jsonLinesReader.js';
import { type RawLine, rawLineOf } from '../../records/lineSplitter.js';

/** A line as the reader of files would have cut it off; longer ones than it takes have no bytes. */
export function rawStoredLine(stored: StoredLine): RawLine {
  const { line, byteOffset, byteLength, bytes, isEnded } = stored;
  if (byteLength > DEFAULT_MAX_RECORD_BYTES)
    return { line, byteOffset, byteLength, bytes: undefined, terminated: isEnded };
  return rawLineOf({ line, byteOffset }, bytes, isEnded);
}
