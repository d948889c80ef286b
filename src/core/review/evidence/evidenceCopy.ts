import * as z from 'zod';
import type { Files } from '../../ports/files.js';
import type { Provenance } from '../../records/candidate.js';
import { sha256 } from '../../records/sha256.js';
import { privateEvidenceFolder, sharedEvidenceFolder } from '../../workspace/paths.js';

/** A longer record proves no more to a reader, and would fill repositories. */
export const MOST_BYTES_KEPT = 256 * 1024;
const MOST_FILE_BYTES = 2 * MOST_BYTES_KEPT;

/** `<sha256>.json`: the bytes of a log that a candidate comes from, exactly the range that was recorded. */
const evidenceSchema = z.strictObject({
  v: z.literal(1),
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  byte_length: z.int().positive(),
  /** `base64` where the bytes are no UTF-8. */
  encoding: z.enum(['utf8', 'base64']),
  raw: z.string(),
});

/** Where a copy is kept: with the decisions, or for its owner alone where it holds something private. */
export type EvidencePlace = 'shared' | 'private';

export const EVIDENCE_PLACES: readonly EvidencePlace[] = ['shared', 'private'];

const ENDING = '.json';

/** @param day of the candidate, `YYYY-MM-DD` */
export function evidenceFile(day: string, digest: string, place: EvidencePlace): string {
  return `${evidenceFolder(day, place)}/${digest}${ENDING}`;
}

function evidenceFolder(day: string, place: EvidencePlace): string {
  return place === 'shared' ? sharedEvidenceFolder(day) : privateEvidenceFolder(day);
}

/** The digests of which a day has copies. */
export async function copiesOf(files: Files, day: string): Promise<ReadonlySet<string>> {
  const digests = new Set<string>();
  for (const place of EVIDENCE_PLACES)
    for (const { name, kind } of await files.list(evidenceFolder(day, place)))
      if (kind === 'file' && name.endsWith(ENDING)) digests.add(name.slice(0, -ENDING.length));
  return digests;
}

/** undefined where the bytes are no UTF-8. */
export function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined; // Not text in this encoding: kept as base64.
  }
}

export function evidenceContent(bytes: Uint8Array): string {
  const text = textOf(bytes);
  const copy: z.infer<typeof evidenceSchema> = {
    v: 1,
    sha256: sha256(bytes),
    byte_length: bytes.length,
    encoding: text === undefined ? 'base64' : 'utf8',
    raw: text ?? Buffer.from(bytes).toString('base64'),
  };
  return `${JSON.stringify(copy)}\n`;
}

/** What a copy proves: `damaged`: it is there, and its bytes are not those that were recorded. */
export type CopyProof = 'holds' | 'damaged' | 'none';

/** @param day of the candidate */
export async function copyProof(
  files: Files,
  day: string,
  { sha256: digest, byte_length }: Pick<Provenance, 'sha256' | 'byte_length'>,
): Promise<{ readonly proof: CopyProof; readonly file: string }> {
  for (const place of EVIDENCE_PLACES) {
    const file = evidenceFile(day, digest, place);
    const stat = await files.stat(file);
    if (stat === undefined) continue;
    const isWhole = stat.size <= MOST_FILE_BYTES && stat.kind === 'file';
    const holds = isWhole && isCopyOf(await files.read(file), { sha256: digest, byte_length });
    return { proof: holds ? 'holds' : 'damaged', file };
  }
  return { proof: 'none', file: evidenceFile(day, digest, 'shared') };
}

/** Also of what it says beside the line, no byte may be another than was written. */
function isCopyOf(
  content: Uint8Array,
  { sha256: digest, byte_length }: Pick<Provenance, 'sha256' | 'byte_length'>,
): boolean {
  const bytes = bytesIn(content);
  if (bytes?.length !== byte_length || sha256(bytes) !== digest) return false;
  return Buffer.from(evidenceContent(bytes)).equals(content);
}

function bytesIn(content: Uint8Array): Buffer | undefined {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(content).toString('utf8'));
  } catch {
    return undefined; // Told as damaged, with the file's name.
  }
  const parsed = evidenceSchema.safeParse(value);
  return parsed.success ? Buffer.from(parsed.data.raw, parsed.data.encoding) : undefined;
}
