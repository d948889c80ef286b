import type { Hash } from 'node:crypto';
import type { ByteRange, Files } from '../../ports/files.js';
import type { CompactRange } from '../merkle/compactRange.js';
import { startLeaf } from '../merkle/treeHash.js';

const LINE_FEED = 10;

/** Where a line ends. */
export interface LineEnd {
  /** From 1, counting those the tree held before. */
  readonly line: number;
  /** One past its line feed, in the file. */
  readonly bytes: number;
  readonly leaf: Buffer;
}

/**
 * The lines of a journal as leaves: each line's bytes without its line feed, whatever they are. What stands behind
 * the last line feed is no line yet.
 *
 * @param range begins with the first byte of a line
 * @param linesBefore how many lines stand before the range
 */
export async function* hashLines(
  files: Pick<Files, 'readChunks'>,
  path: string,
  range: ByteRange,
  linesBefore: number,
): AsyncGenerator<LineEnd> {
  let leaf: Hash = startLeaf();
  let line = linesBefore;
  let at = range.start;
  for await (const chunk of files.readChunks(path, range)) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let from = 0;
    for (let end = bytes.indexOf(LINE_FEED); end >= 0; end = bytes.indexOf(LINE_FEED, from)) {
      leaf.update(bytes.subarray(from, end));
      from = end + 1;
      line += 1;
      yield { line, bytes: at + from, leaf: leaf.digest() };
      leaf = startLeaf();
    }
    leaf.update(bytes.subarray(from));
    at += bytes.length;
  }
}

/** Adds the lines in a range to a tree. @returns where the last of them ends; undefined: there was none */
export async function addLines(
  files: Pick<Files, 'readChunks'>,
  path: string,
  range: ByteRange,
  tree: CompactRange,
): Promise<LineEnd | undefined> {
  let last: LineEnd | undefined;
  for await (const end of hashLines(files, path, range, tree.size)) {
    tree.append(end.leaf);
    last = end;
  }
  return last;
}
