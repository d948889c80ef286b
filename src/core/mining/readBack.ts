import { CodelumiError, throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import { memoryEntryOf } from '../records/memoryEntry.js';
import { parseRecords } from '../records/parseRecords.js';
import type { RecordPosition } from '../records/recordPosition.js';
import { sha256 } from '../records/sha256.js';
import { quotedBy } from './feedbackSignal.js';
import { kbUseOf } from './kbUse.js';
import { refKey, type TextRef } from './textRef.js';

export interface Wanted {
  readonly texts: Iterable<TextRef>;
  /** Lines to hash as proof. */
  readonly lines: Iterable<RecordPosition>;
}

/** What stands in the logs at the places asked for. */
export interface ReadBack {
  /** Trimmed. */
  textOf(ref: TextRef): string;
  /** Of exactly the bytes at that place. */
  sha256Of(position: RecordPosition): string;
}

interface Place {
  readonly position: RecordPosition;
  readonly texts: TextRef[];
  isProof: boolean;
}

/**
 * Reads the places from the logs, each once, file by file and front to back.
 * @throws CodelumiError `changed-meanwhile` when a log has become shorter since it was read
 */
export async function readBack(
  { files, signal }: Pick<JobContext, 'files' | 'signal'>,
  wanted: Wanted,
): Promise<ReadBack> {
  const texts = new Map<string, string>();
  const hashes = new Map<string, string>();
  for (const [file, places] of placesByFile(wanted)) {
    const inOrder = [...places.values()].sort(byOffset);
    const ranges = inOrder.map(({ position: { byteOffset, byteLength } }) => ({
      start: byteOffset,
      end: byteOffset + byteLength,
    }));
    const remaining = inOrder.values();
    for await (const bytes of files.readRanges(file, ranges)) {
      throwIfCancelled(signal);
      const place = remaining.next().value;
      if (place === undefined) break;
      if (bytes.length < place.position.byteLength) throw shorter(place.position);
      if (place.isProof) hashes.set(positionKey(place.position), sha256(bytes));
      for (const ref of place.texts) texts.set(refKey(ref), textAt(ref, bytes).trim());
    }
  }
  return {
    textOf: (ref) => texts.get(refKey(ref)) ?? '',
    sha256Of: (position) => hashes.get(positionKey(position)) ?? '',
  };
}

function placesByFile({ texts, lines }: Wanted): Map<string, Map<string, Place>> {
  const byFile = new Map<string, Map<string, Place>>();
  const placeAt = (position: RecordPosition): Place => {
    const places = byFile.get(position.file) ?? new Map<string, Place>();
    byFile.set(position.file, places);
    const key = positionKey(position);
    const place = places.get(key) ?? { position, texts: [], isProof: false };
    places.set(key, place);
    return place;
  };
  for (const ref of texts) placeAt(ref.position).texts.push(ref);
  for (const position of lines) placeAt(position).isProof = true;
  return byFile;
}

function positionKey({ file, byteOffset, byteLength }: RecordPosition): string {
  return `${file}\n${byteOffset} ${byteLength}`;
}

function byOffset(a: Place, b: Place): number {
  return a.position.byteOffset - b.position.byteOffset;
}

/** A line is read as it was the first time: as a record, or as a legacy line of plain text. */
function textAt({ position, place }: TextRef, bytes: Uint8Array): string {
  const { file, line, byteOffset } = position;
  const stretch = { file, line, byteOffset, bytes: Buffer.from(bytes) };
  const [item] = parseRecords(stretch, () => false);
  if (item === undefined) return '';
  if (place === 'search') return item.kind === 'record' ? (kbUseOf(item.value)?.query ?? '') : '';
  const entry = memoryEntryOf(item);
  if (entry === undefined) return '';
  return place === 'entry' ? entry.text : (quotedBy(entry, place.signal)[place.part] ?? '');
}

function shorter(position: RecordPosition): CodelumiError {
  return new CodelumiError({
    reason: 'changed-meanwhile',
    what: 'The log became shorter while it was read',
    place: position,
    remedy: 'Run it again; what the log holds now is read anew.',
  });
}
