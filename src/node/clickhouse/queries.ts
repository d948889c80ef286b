import type { ByteRange } from '../../core/ports/files.js';
import { DEFAULT_MAX_RECORD_BYTES } from '../../core/records/jsonLinesReader.js';
import {
  DAMAGED_TEXT,
  ENTRY,
  ENTRY_ROLE,
  ENTRY_TIME,
  ROLE_WITHIN,
  SEARCH_TIME,
  TIME_WITHIN,
} from './entryPattern.js';
import { quoted } from './sqlText.js';

// The same text runs on every ClickHouse from 18.16 on. Whatever is selected has its type written out,
// because RowBinary does not name types and the types of expressions differ between versions.

/** Roles whose texts are read: to every other entry, the role and the time are all that matters. */
const READ_ROLES = ['user', 'signal', 'kb_used', 'text'].map(quoted).join(', ');

/** Files and their sizes; reads no text. */
export function sizesQuery(table: string): string {
  return `SELECT file, toUInt64(max(byte_offset + byte_length + ended)) FROM ${table} GROUP BY file ORDER BY file`;
}

/** line, byte offset, whether it is ended, bytes */
export function linesQuery(table: string, file: string, range: ByteRange): string {
  return `SELECT ${LINE}, raw FROM ${table} WHERE ${within(file, range)} ORDER BY ${BEST_FIRST}`;
}

/** The same of the lines that begin at these bytes, in any order; of one that was sent twice, the last counts. */
export function linesAtQuery(table: string, file: string, byteOffsets: readonly number[]): string {
  const offsets = byteOffsets.join(', ');
  return `SELECT ${LINE}, raw FROM ${table} WHERE file = ${quoted(file)} AND byte_offset IN (${offsets}) ORDER BY byte_offset, ended, byte_length`;
}

/** Where the line begins that holds a byte. */
export function lineStartQuery(table: string, file: string, byte: number): string {
  return `SELECT toUInt64(max(byte_offset)) FROM ${table} WHERE file = ${quoted(file)} AND byte_offset <= ${byte}`;
}

/** line and byte offset of what comes after the last line, or of that line where nothing ends it yet */
export function lastLineQuery(table: string, file: string): string {
  return `SELECT toUInt64(line + ended), toUInt64(if(ended = 1, byte_offset + byte_length + 1, byte_offset)) FROM ${table} WHERE file = ${quoted(file)} ORDER BY byte_offset DESC, ended DESC LIMIT 1`;
}

/** line, byte offset, whether it is ended, length, role, time or 0, whether a \r ends it, bytes or nothing */
export function entriesQuery(table: string, file: string, range: ByteRange): string {
  const isEntry = `ended = 1 AND byte_length <= ${DEFAULT_MAX_RECORD_BYTES} AND match(raw, ${quoted(ENTRY)}) AND NOT match(raw, ${quoted(DAMAGED_TEXT)})`;
  const role = `extract(substring(raw, 1, ${ROLE_WITHIN}), ${quoted(ENTRY_ROLE)})`;
  const time = `toUInt64OrZero(extract(substring(raw, greatest(1, toInt64(byte_length) - ${TIME_WITHIN - 1})), ${quoted(ENTRY_TIME)}))`;
  return `SELECT ${LINE}, toUInt64(byte_length), role, if(role = '', toUInt64(0), ${time}), toUInt8(role != '' AND substring(raw, byte_length) = '\\r'), if(role = '', raw, '')
FROM (
  SELECT line, byte_offset, ended, byte_length, raw, if(${isEntry} AND ${role} NOT IN (${READ_ROLES}), ${role}, '') AS role
  FROM ${table} WHERE ${within(file, range)}
) ORDER BY ${BEST_FIRST}`;
}

/** whether it is timed, whether it is ended, bytes, lines as (line, byte offset, time or 0) */
export function searchesQuery(table: string, file: string, range: ByteRange): string {
  const digits = `if(ended = 1 AND byte_length <= ${DEFAULT_MAX_RECORD_BYTES}, extract(raw, ${quoted(SEARCH_TIME)}), '')`;
  return `SELECT toUInt8(digits != ''), toUInt8(ended), if(digits = '', raw, substring(raw, length(digits) + 8)) AS bytes, groupArray((toUInt64(line), toUInt64(byte_offset), toUInt64OrZero(digits)))
FROM (SELECT line, byte_offset, ended, raw, ${digits} AS digits FROM ${table} WHERE ${within(file, range)})
GROUP BY digits != '', ended, bytes`;
}

const LINE = 'toUInt64(line), toUInt64(byte_offset), toUInt8(ended)';

/** A line may have been sent twice, the first time before it had an end. */
const BEST_FIRST = 'byte_offset, ended DESC, byte_length DESC';

function within(file: string, { start, end }: ByteRange): string {
  return `file = ${quoted(file)} AND byte_offset >= ${start} AND byte_offset < ${end}`;
}
