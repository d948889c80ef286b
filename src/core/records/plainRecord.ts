import { CLOSE_BRACE, OPEN_BRACE } from './jsonBytes.js';
import type { WholeLine } from './lineSplitter.js';
import type { ReadRecord } from './readItem.js';

/**
 * The record of a line that is nothing but one object in ASCII without escaped characters, as nearly all
 * lines are: nothing can be wrong with its text, so it need not be cut out of its chunk. undefined: it has
 * to be looked at closely.
 */
export function plainRecord(
  file: string,
  { buffer, from, end, line, byteOffset }: WholeLine,
): ReadRecord | undefined {
  if (buffer[from] !== OPEN_BRACE || buffer[end - 1] !== CLOSE_BRACE) return undefined;
  const text = buffer.toString('utf8', from, end);
  const byteLength = end - from;
  // All but ASCII takes more bytes than characters, unless it is invalid.
  if (text.length !== byteLength || text.includes('\ufffd') || text.includes('\\u'))
    return undefined;
  try {
    const value = JSON.parse(text);
    return { kind: 'record', value, position: { file, line, byteOffset, byteLength } };
  } catch {
    return undefined; // Damaged: whoever looks closely finds the records in it.
  }
}
