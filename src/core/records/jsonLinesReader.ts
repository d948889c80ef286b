import { throwIfCancelled } from '../errors.js';
import type { Files } from '../ports/files.js';
import { splitLines } from './lineSplitter.js';
import { parseRecords } from './parseRecords.js';
import type { FaultKind } from './readFault.js';
import type { LooksLikeRecord, ReadFaultItem, ReadItem } from './readItem.js';

export interface ReadOptions {
  readonly looksLikeRecord: LooksLikeRecord;
  readonly signal: AbortSignal;
  /** Longer records are reported and passed over, so that memory stays bounded. */
  readonly maxRecordBytes?: number;
}

export const DEFAULT_MAX_RECORD_BYTES = 16 * 1024 * 1024;

const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/**
 * Streams a JSON Lines file: every record with its exact position, every fault with its own, in
 * file order. Good records beside bad ones are never lost. Memory is bounded by the longest record
 * that is let through, not by the file.
 *
 * @throws CodelumiError when the file cannot be read, JobCancelled when the signal fires.
 */
export async function* readJsonLines(
  files: Files,
  file: string,
  options: ReadOptions,
): AsyncGenerator<ReadItem> {
  const maxBytes = options.maxRecordBytes ?? DEFAULT_MAX_RECORD_BYTES;
  for await (const raw of splitLines(files.readChunks(file), maxBytes)) {
    throwIfCancelled(options.signal);
    const { line } = raw;
    let { byteOffset, byteLength } = raw;
    let bytes = raw.bytes;
    if (bytes === undefined) {
      yield fault('record-too-long', { file, line, byteOffset, byteLength });
      continue;
    }
    if (line === 1 && isUtf16(bytes)) {
      const { size = byteLength } = (await files.stat(file)) ?? {};
      yield fault('utf16-file', { file, line, byteOffset, byteLength: size });
      return;
    }
    if (line === 1 && bytes.subarray(0, BOM.length).equals(BOM)) {
      yield fault('byte-order-mark', { file, line, byteOffset, byteLength: BOM.length });
      bytes = bytes.subarray(BOM.length);
      byteOffset += BOM.length;
      byteLength -= BOM.length;
    }
    if (isBlank(bytes)) continue;
    yield* parseRecords({ file, line, byteOffset, bytes }, options.looksLikeRecord);
  }
}

export function fault(
  kind: FaultKind,
  position: ReadFaultItem['fault']['position'],
): ReadFaultItem {
  return { kind: 'fault', fault: { kind, position }, bytes: new Uint8Array() };
}

export function isUtf16(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  return (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
}

/** Nothing but spaces, tabs and line ends. */
export function isBlank(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d || byte === 0x0a);
}
