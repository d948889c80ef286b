import type { Files } from '../../ports/files.js';
import { type RawLine, splitLines } from '../../records/lineSplitter.js';
import type { Envelope } from '../../signing/envelope.js';
import { filesIn } from '../../workspace/filesIn.js';
import { setTornTailAside } from '../../workspace/journal.js';
import { signaturesFolder } from '../../workspace/paths.js';

const ENDING = '.jsonl';
/** A statement about a hundred thousand decisions is about half as long. */
const MAX_LINE_BYTES = 128 * 1024 * 1024;

export function signaturesFile(day: string, writer: string): string {
  return `${signaturesFolder(day)}/${writer}${ENDING}`;
}

/** The files of signed statements of all writers on one day. */
export async function signatureFilesOf(files: Files, day: string): Promise<string[]> {
  return filesIn(files, signaturesFolder(day));
}

/** The lines of a file of statements. One that nothing ends was never promised to anybody. */
export function envelopeLines(chunks: AsyncIterable<Uint8Array>): AsyncIterable<RawLine> {
  return splitLines(chunks, MAX_LINE_BYTES);
}

/**
 * Adds one statement and flushes it to the disk. What a crash left of a last line is moved to
 * `<path>.torn` first, so that nothing is written on to it. The caller holds the workspace lock.
 */
export async function appendEnvelope(
  files: Files,
  path: string,
  envelope: Envelope,
): Promise<void> {
  if (await isTorn(files, path)) await setTornTailAside(files, path);
  await files.append(path, `${JSON.stringify(envelope)}\n`);
}

const LINE_FEED = 10;

/** Whether a file ends in the middle of a line. */
async function isTorn(files: Files, path: string): Promise<boolean> {
  const size = (await files.stat(path))?.size ?? 0;
  if (size === 0) return false;
  let last: number | undefined;
  for await (const piece of files.readChunks(path, { start: size - 1, end: size })) last = piece[0];
  return last !== LINE_FEED;
}
