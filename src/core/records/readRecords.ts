import type { ReadableFiles } from '../ports/files.js';
import { readJsonDocument } from './jsonDocumentReader.js';
import { type ReadOptions, readJsonLines } from './jsonLinesReader.js';
import type { ReadItem } from './readItem.js';

/** Streams the records of a `.jsonl` or `.json` file; the name decides, as it does for the assistant. */
export function readRecords(
  files: ReadableFiles,
  file: string,
  options: ReadOptions,
): AsyncGenerator<ReadItem> {
  return file.endsWith('.json')
    ? readJsonDocument(files, file, options)
    : readJsonLines(files, file, options);
}
