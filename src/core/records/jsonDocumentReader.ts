import { throwIfCancelled } from '../errors.js';
import type { ReadableFiles } from '../ports/files.js';
import { DocumentScanner } from './documentScanner.js';
import {
  DEFAULT_MAX_RECORD_BYTES,
  fault,
  isBlank,
  isUtf16,
  type ReadOptions,
} from './jsonLinesReader.js';
import { parseRecords } from './parseRecords.js';
import type { ReadItem } from './readItem.js';

const BOM_BYTES = 3;

/**
 * Streams a JSON document as records: the objects of a top-level array (`[{…},{…}]`), those of any
 * array directly inside a top-level object (`{"qa":[{…}]}`), or, where there is no such array, the
 * top-level object itself. Positions are exact; a damaged element does not cost its neighbours.
 *
 * @throws CodelumiError when the file cannot be read, JobCancelled when the signal fires.
 */
export async function* readJsonDocument(
  files: ReadableFiles,
  file: string,
  options: ReadOptions,
): AsyncGenerator<ReadItem> {
  const scanner = new DocumentScanner(options.maxRecordBytes ?? DEFAULT_MAX_RECORD_BYTES);
  let first = true;
  let hasText = false;
  for await (const chunk of files.readChunks(file)) {
    throwIfCancelled(options.signal);
    let bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    if (first && isUtf16(bytes)) {
      const { size = bytes.length } = (await files.stat(file)) ?? {};
      yield fault('utf16-file', { file, line: 1, byteOffset: 0, byteLength: size });
      return;
    }
    if (first && bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) {
      yield fault('byte-order-mark', { file, line: 1, byteOffset: 0, byteLength: BOM_BYTES });
      scanner.skip(BOM_BYTES);
      bytes = bytes.subarray(BOM_BYTES);
    }
    first = false;
    hasText ||= !isBlank(bytes);
    for (const found of scanner.push(bytes)) yield* itemsOf(found);
  }
  const leftOpen = scanner.finish();
  for (const found of leftOpen) yield* itemsOf(found);
  if (leftOpen.length === 0) yield* endFaults(file, scanner, hasText);

  function itemsOf(found: ReturnType<DocumentScanner['finish']>[number]): ReadItem[] {
    const { line, byteOffset, byteLength, bytes } = found;
    if (bytes === undefined)
      return [fault('record-too-long', { file, line, byteOffset, byteLength })];
    const items = parseRecords({ file, line, byteOffset, bytes }, options.looksLikeRecord);
    // An object around empty lists, such as {"qa":[]}, is a wrapper with nothing in it.
    return found.kind === 'document' ? items.filter((item) => !isEmptyWrapper(item)) : items;
  }
}

/** What is wrong with a document in which no record was left open. */
function endFaults(file: string, scanner: DocumentScanner, hasText: boolean): ReadItem[] {
  const { position } = scanner;
  if (scanner.isOpen) return [fault('torn-record', { file, ...position, byteLength: 0 })];
  if (scanner.sawBracket || !hasText) return [];
  return [
    fault('malformed-json', { file, line: 1, byteOffset: 0, byteLength: position.byteOffset }),
  ];
}

function isEmptyWrapper(item: ReadItem): boolean {
  if (item.kind !== 'record') return false;
  const values = Object.values(item.value);
  return values.some((value) => Array.isArray(value) && value.length === 0);
}
