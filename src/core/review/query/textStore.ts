import type { CandidateText } from '../../records/candidate.js';
import { searchedBytes } from './foldedText.js';

/** A stretch of memory, and whose texts lie in it one after the other. */
interface Chunk {
  readonly bytes: Buffer;
  used: number;
  /** Ascending; each text ends with a zero byte, which no folded text holds. */
  readonly starts: number[];
  /** By text; -1: replaced since. */
  readonly owners: number[];
}

interface Place {
  readonly chunk: Chunk;
  readonly slot: number;
}

const SMALLEST_CHUNK = 32 * 1_024;
const LARGEST_CHUNK = 1_024 * 1_024;

/**
 * Folded texts outside the heap, one byte a plain character, searched in one pass over each chunk: a hundred
 * thousand candidates cost what their text does, and no object each. A replaced text stays where it is;
 * only edits replace one.
 */
export class TextStore {
  readonly #chunks: Chunk[] = [];
  readonly #places: (Place | undefined)[] = [];

  /** Sets the text of the candidate `owner`, counted from 0. */
  set(owner: number, text: CandidateText): void {
    const bytes = searchedBytes(text);
    const before = this.#places[owner];
    if (before !== undefined) {
      if (bytesAt(before).equals(bytes)) return;
      before.chunk.owners[before.slot] = -1;
    }
    const chunk = this.#chunkFor(bytes.length + 1);
    chunk.bytes.set(bytes, chunk.used);
    chunk.starts.push(chunk.used);
    this.#places[owner] = { chunk, slot: chunk.owners.push(owner) - 1 };
    chunk.used += bytes.length + 1;
  }

  /** @param needle folded; 1 for each owner whose text holds it */
  search(needle: string): Uint8Array {
    const found = new Uint8Array(this.#places.length);
    const bytes = Buffer.from(needle, 'utf8');
    for (const chunk of this.#chunks) searchChunk(chunk, bytes, found);
    return found;
  }

  #chunkFor(length: number): Chunk {
    const last = this.#chunks.at(-1);
    if (last !== undefined && last.used + length <= last.bytes.length) return last;
    // As much again as there is, so that a day with few candidates costs little.
    const wanted = Math.min(2 * (last?.bytes.length ?? SMALLEST_CHUNK / 2), LARGEST_CHUNK);
    const bytes = Buffer.alloc(Math.max(wanted, length));
    const chunk = { bytes, used: 0, starts: [], owners: [] };
    this.#chunks.push(chunk);
    return chunk;
  }
}

/** Goes from hit to hit; the rest of a text that has one is passed over. */
function searchChunk(
  { bytes, used, starts, owners }: Chunk,
  needle: Buffer,
  found: Uint8Array,
): void {
  const texts = bytes.subarray(0, used);
  let slot = 0;
  for (let at = texts.indexOf(needle); at >= 0; at = texts.indexOf(needle, starts[slot])) {
    while ((starts[slot + 1] ?? used) <= at) slot += 1;
    const owner = owners[slot] ?? -1;
    if (owner >= 0) found[owner] = 1;
    slot += 1;
    if (slot >= starts.length) return;
  }
}

function bytesAt({ chunk: { bytes, used, starts }, slot }: Place): Buffer {
  return bytes.subarray(starts[slot], (starts[slot + 1] ?? used) - 1);
}
