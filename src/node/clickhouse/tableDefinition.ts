import { named } from './sqlText.js';

/** The table of lines, as every ClickHouse from 18.16 on takes it. */
export function tableDefinition(database: string, table: string): string {
  return `CREATE TABLE ${named(database, table)} (
  file String,
  line UInt64,
  byte_offset UInt64,
  raw String,
  ended UInt8 DEFAULT 1,
  byte_length UInt64 DEFAULT length(raw)
) ENGINE = MergeTree() ORDER BY (file, byte_offset)`;
}
