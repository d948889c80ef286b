import * as z from 'zod';
import type { Files } from '../../ports/files.js';
import { sha256 } from '../../records/sha256.js';

/** Enough to tell one log from another, at its beginning and where reading stopped. */
const COMPARED_BYTES = 4_096;

const hash = z.string().regex(/^[0-9a-f]{64}$/u);

/** How far a log has been read. */
export const cursorSchema = z.strictObject({
  file: z.string(),
  /** The first line that is read again: it was not complete, or its conversation may go on. */
  line: z.int().positive(),
  byte_offset: z.int().nonnegative(),
  /** The latest time known before that line, in milliseconds since the epoch. */
  time: z.number().nullable(),
  /** How many outputs of detectors, logged elsewhere, come up to that time. */
  outputs: z.int().nonnegative(),
  /** Of the first bytes of the file, and of the last ones before `byte_offset`. */
  head: hash,
  tail: hash,
  /** Of the file, in bytes, and when it was last changed, in milliseconds since the epoch. */
  size: z.int().nonnegative(),
  modified: z.number(),
});

export type Cursor = z.infer<typeof cursorSchema>;

export type CursorPosition = Omit<Cursor, 'head' | 'tail' | 'size' | 'modified'>;

/** Where reading begins. */
export type LogPosition = Pick<Cursor, 'line' | 'byte_offset' | 'time'>;

/** Notes what stands before the cursor, so that next time a changed file is told from one that grew. */
export async function cursorAt(files: Files, position: CursorPosition): Promise<Cursor> {
  const found = await files.stat(position.file);
  const { size, modifiedMs: modified } = found ?? { size: 0, modifiedMs: 0 };
  return { ...position, ...(await hashesBefore(files, position)), size, modified };
}

/**
 * Whether a file is still the one that was read so far: whatever comes before the cursor is there and
 * the same at both ends, and a file that was changed has grown. A log that was rotated, cut, rewritten or
 * replaced is not. The number of its inode says nothing: tools that append may write the file anew.
 */
export async function isContinued(files: Files, cursor: Cursor): Promise<boolean> {
  const found = await files.stat(cursor.file);
  if (found?.kind !== 'file' || found.size < cursor.byte_offset) return false;
  if (found.size === cursor.size && found.modifiedMs !== cursor.modified) return false;
  const { head, tail } = await hashesBefore(files, cursor);
  return head === cursor.head && tail === cursor.tail;
}

async function hashesBefore(
  files: Files,
  { file, byte_offset: end }: CursorPosition,
): Promise<Pick<Cursor, 'head' | 'tail'>> {
  const ends = [
    { start: 0, end: Math.min(end, COMPARED_BYTES) },
    { start: Math.max(0, end - COMPARED_BYTES), end },
  ];
  const hashes: string[] = [];
  for await (const bytes of files.readRanges(file, ends)) hashes.push(sha256(bytes));
  const [head = '', tail = ''] = hashes;
  return { head, tail };
}
