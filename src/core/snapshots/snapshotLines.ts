import { createHash } from 'node:crypto';
import { CompactRange } from '../audit/merkle/compactRange.js';
import { leafHash } from '../audit/merkle/treeHash.js';
import type { SnapshotEntry } from './snapshotEntry.js';

/** An entry as it stands in a snapshot, without its line feed. */
export function lineOf(entry: SnapshotEntry): string {
  return JSON.stringify(entry);
}

/** Entries as their lines. */
export function* linesOf(entries: Iterable<SnapshotEntry>): Generator<string> {
  for (const entry of entries) yield lineOf(entry);
}

/** Lines of a snapshot without their line feeds, in batches; a line need not be good once the next batch is asked for. */
export type LineBatches =
  | AsyncIterable<Iterable<string | Uint8Array>>
  | Iterable<Iterable<string | Uint8Array>>;

/** Bytes: long enough for writes not to count. */
const PIECE = 256 * 1024;

const LINE_FEED = 10;

/** What a snapshot is recognised by, both in hexadecimal digits. */
interface SnapshotHashes {
  /** Of its bytes. */
  readonly sha256: string;
  /**
   * Root of the Merkle tree whose leaves are its lines (RFC 6962 §2.1), each without its line feed, so that an entry can be
   * shown to be in it without the others.
   */
  readonly merkleRoot: string;
}

/** The bytes of a snapshot in pieces, and what they are recognised by once all of them were taken. */
export class SnapshotContent {
  readonly #batches: LineBatches;
  readonly #hash = createHash('sha256');
  readonly #tree = new CompactRange();
  #piece = Buffer.allocUnsafe(PIECE);
  #length = 0;

  /** @param batches in canonical order */
  constructor(batches: LineBatches) {
    this.#batches = batches;
  }

  /** To be read once: a million entries are more than should be in memory. */
  async *pieces(): AsyncGenerator<Uint8Array> {
    for await (const lines of this.#batches)
      for (const line of lines) {
        this.#tree.append(leafHash(line));
        const bytes = typeof line === 'string' ? Buffer.from(line) : line;
        if (this.#length + bytes.length + 1 > this.#piece.length) yield* this.#take(bytes.length);
        this.#piece.set(bytes, this.#length);
        this.#length += bytes.length;
        this.#piece[this.#length] = LINE_FEED;
        this.#length += 1;
      }
    yield* this.#take(0);
  }

  /** To be asked once, after the last piece. */
  hashes(): SnapshotHashes {
    return { sha256: this.#hash.digest('hex'), merkleRoot: this.#tree.root().toString('hex') };
  }

  /** What was collected; then there is room for a line of so many bytes. */
  *#take(next: number): Generator<Uint8Array> {
    const piece = this.#piece.subarray(0, this.#length);
    this.#piece = Buffer.allocUnsafe(Math.max(PIECE, next + 1));
    this.#length = 0;
    if (piece.length === 0) return;
    this.#hash.update(piece);
    yield piece;
  }
}

/** What a snapshot of these lines would be recognised by. */
export async function hashesOf(batches: LineBatches): Promise<SnapshotHashes> {
  const content = new SnapshotContent(batches);
  for await (const _piece of content.pieces()); // Nothing is kept of what is hashed.
  return content.hashes();
}
