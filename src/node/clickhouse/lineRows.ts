import type { Files } from '../../core/ports/files.js';
import { LineSplitter, type LineStart, type RawLine } from '../../core/records/lineSplitter.js';

/** The columns that rows fill, in TabSeparated; see `lineRows`. */
export const ROW_COLUMNS = ['file', 'line', 'byte_offset', 'raw', 'ended'] as const;

/** Inserted at once: ClickHouse likes few large pieces. */
const BATCH_BYTES = 8 * 1024 * 1024;

export interface LinesToShip {
  /** The name of the log in the table. */
  readonly name: string;
  /** Where the first line to send begins. */
  readonly from: LineStart;
}

/** The lines of a log as rows of the table, byte for byte, in pieces of some megabytes. */
export async function* lineRows(
  files: Files,
  file: string,
  { name, from }: LinesToShip,
): AsyncGenerator<Buffer> {
  const splitter = new LineSplitter(Number.MAX_SAFE_INTEGER, from);
  const end = (await files.stat(file))?.size ?? 0;
  let rows: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of files.readChunks(file, { start: from.byteOffset, end })) {
    const lines = splitter.push(chunk);
    for (const [index, line] of lines.entries()) {
      const row = rowOf(name, line, lines[index + 1] ?? splitter.next);
      rows.push(row);
      bytes += row.length;
    }
    if (bytes < BATCH_BYTES) continue;
    yield Buffer.concat(rows);
    rows = [];
    bytes = 0;
  }
  rows.push(...splitter.finish().map((line) => rowOf(name, line)));
  if (rows.length > 0) yield Buffer.concat(rows);
}

/** @param next the line after it; undefined: nothing ends this one */
function rowOf(name: string, { line, byteOffset, bytes }: RawLine, next?: LineStart): Buffer {
  const body = bytes ?? Buffer.alloc(0);
  // The splitter takes a carriage return for a part of the line end; in the table it is one of the line.
  const length = next === undefined ? body.length : next.byteOffset - byteOffset - 1;
  const end = length > body.length ? '\\r' : '';
  const head = `${escaped(Buffer.from(name))}\t${line}\t${byteOffset}\t`;
  const row = `${head}${escaped(body)}${end}\t${Number(next !== undefined)}\n`;
  return Buffer.from(row, 'latin1');
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\0': '\\0',
};

/** Bytes as TabSeparated has them, each kept as one character. */
function escaped(bytes: Buffer): string {
  return bytes.toString('latin1').replaceAll(/[\\\t\n\r\0]/gu, (byte) => ESCAPES[byte] ?? byte);
}
