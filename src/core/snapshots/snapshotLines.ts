import { createHash } from 'node:crypto';
import { CompactRange } from '../audit/merkle/compactRange.js';
import { leafHash } from '../audit/merkle/treeHash.js';
import type { SnapshotEntry } from './snapshotEntry.js';

/** An entry as it stands in a snapshot, without its line feed. */
function lineOf(entry: SnapshotEntry): string {
  return JSON.stringify(entry);
}

/** In UTF-16 code units: long enough for writes not to count. */
const PIECE = 256 * 1024;

/** The bytes of a snapshot as text, in pieces: a million entries are more than a string should hold. */
export function* snapshotContent(entries: Iterable<SnapshotEntry>): Generator<string> {
  let piece = '';
  for (const entry of entries) {
    piece += `${lineOf(entry)}\n`;
    if (piece.length < PIECE) continue;
    yield piece;
    piece = '';
  }
  if (piece !== '') yield piece;
}

/** What a snapshot is recognised by, both in hexadecimal digits. */
export interface SnapshotHashes {
  /** Of its bytes. */
  readonly sha256: string;
  /**
   * Root of the Merkle tree whose leaves are its lines (RFC 6962 §2.1), each without its line feed, so that an entry can be
   * shown to be in it without the others.
   */
  readonly merkleRoot: string;
}

export function hashesOf(entries: Iterable<SnapshotEntry>): SnapshotHashes {
  const hash = createHash('sha256');
  const tree = new CompactRange();
  for (const entry of entries) {
    const line = lineOf(entry);
    hash.update(line).update('\n');
    tree.append(leafHash(line));
  }
  return { sha256: hash.digest('hex'), merkleRoot: tree.root().toString('hex') };
}
