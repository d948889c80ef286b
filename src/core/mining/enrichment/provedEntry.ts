import type { ByteRange, Files } from '../../ports/files.js';
import { addToGroup } from '../../records/addToGroup.js';
import type { Provenance } from '../../records/candidate.js';
import {
  looksLikeMemoryEntry,
  type MemoryEntry,
  memoryEntryOf,
} from '../../records/memoryEntry.js';
import { parseRecords, type Stretch } from '../../records/parseRecords.js';
import { sha256 } from '../../records/sha256.js';

/**
 * The entry of the conversation log that a proof names; undefined when the log no longer holds
 * exactly those bytes there, or holds no entry.
 */
export async function readEntry(files: Files, proof: Provenance): Promise<MemoryEntry | undefined> {
  const { file, byte_offset: start, byte_length } = proof;
  const end = start + byte_length;
  if (((await files.stat(file))?.size ?? 0) < end) return undefined;
  return provedEntry(proof, await readRange(files, file, { start, end }));
}

/** The same of several lines, each file opened once. */
export async function readEntries(
  files: Files,
  proofs: readonly Provenance[],
): Promise<(MemoryEntry | undefined)[]> {
  const found = new Map<Provenance, MemoryEntry | undefined>();
  const byFile = new Map<string, Provenance[]>();
  for (const proof of proofs) addToGroup(byFile, proof.file, proof);
  for (const [file, lines] of byFile) {
    if ((await files.stat(file))?.kind !== 'file') continue;
    const ranges = lines.map(({ byte_offset: start, byte_length }) => ({
      start,
      end: start + byte_length,
    }));
    const remaining = lines.values();
    for await (const bytes of files.readRanges(file, ranges)) {
      const { value: proof } = remaining.next();
      if (proof !== undefined) found.set(proof, provedEntry(proof, Buffer.from(bytes)));
    }
  }
  return proofs.map((proof) => found.get(proof));
}

/** The entry that `bytes` are, if they are the ones that were recorded. */
export function provedEntry(proof: Provenance, bytes: Buffer): MemoryEntry | undefined {
  if (sha256(bytes) !== proof.sha256) return undefined;
  const { file, line, byte_offset: byteOffset } = proof;
  return entriesIn({ file, line, byteOffset, bytes })[0];
}

/** The entries in a stretch of the log, good ones beside damage. */
export function entriesIn(stretch: Stretch): MemoryEntry[] {
  return parseRecords(stretch, looksLikeMemoryEntry).flatMap((item) => memoryEntryOf(item) ?? []);
}

export async function readRange(files: Files, file: string, range: ByteRange): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of files.readChunks(file, range)) pieces.push(piece);
  return Buffer.concat(pieces);
}
