import type { Provenance } from '../records/candidate.js';
import type { RecordPosition } from '../records/recordPosition.js';
import { sha256 } from '../records/sha256.js';

/** A stretch of a log as proof: where it is, and the hash of exactly its bytes. */
export function provenanceLine(
  { position, bytes }: { readonly position: RecordPosition; readonly bytes: Uint8Array },
  part: Provenance['part'],
): Provenance {
  return {
    file: position.file,
    line: position.line,
    byte_offset: position.byteOffset,
    byte_length: position.byteLength,
    sha256: sha256(bytes),
    part,
  };
}

/** The same lines once each, in the order in which they first came. */
export function distinctLines(lines: readonly Provenance[]): Provenance[] {
  const seen = new Set<string>();
  return lines.filter(({ file, byte_offset, part }) => {
    const key = `${file}\n${byte_offset}\n${part}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
