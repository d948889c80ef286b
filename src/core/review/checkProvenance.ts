import type { Files } from '../ports/files.js';
import type { Provenance } from '../records/candidate.js';
import { sha256 } from '../records/sha256.js';

/**
 * Whether the log still holds, at the recorded place, exactly the bytes that were recorded. False
 * when they changed, moved or are gone.
 */
export async function provenanceHolds(files: Files, proof: Provenance): Promise<boolean> {
  const { file, byte_offset: start, byte_length } = proof;
  const stat = await files.stat(file);
  if (stat?.kind !== 'file' || stat.size < start + byte_length) return false;
  const pieces: Uint8Array[] = [];
  for await (const piece of files.readChunks(file, { start, end: start + byte_length }))
    pieces.push(piece);
  return sha256(Buffer.concat(pieces)) === proof.sha256;
}
