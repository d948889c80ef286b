import type { OpenCentralLogs } from '../../../src/core/ports/centralLogs.js';
import type { Files } from '../../../src/core/ports/files.js';
import { FILE_START, type LineStart } from '../../../src/core/records/lineSplitter.js';
import { lineRows, ROW_COLUMNS } from '../../../src/node/clickhouse/lineRows.js';
import { tableDefinition } from '../../../src/node/clickhouse/tableDefinition.js';

/** A ClickHouse, wherever it runs. */
export interface LogEngine {
  readonly database: string;
  /** Opens logs as a job does. */
  readonly open: OpenCentralLogs;
  execute(sql: string): Promise<void>;
  /** @param rows in TabSeparated */
  insert(table: string, columns: readonly string[], rows: Buffer): Promise<void>;
  /** Makes the table of lines where it is not made by the usual definition. */
  createTable?(table: string): Promise<void>;
  stop(): Promise<void>;
}

/** A table of lines with nothing in it. */
export async function emptyTable(engine: LogEngine, table: string): Promise<void> {
  if (engine.createTable !== undefined) return engine.createTable(table);
  await engine.execute(`DROP TABLE IF EXISTS ${engine.database}.${table}`);
  await engine.execute(tableDefinition(engine.database, table));
}

/** Sends a log from a line on to its end, under its own name. */
export async function ship(
  engine: LogEngine,
  table: string,
  files: Files,
  file: string,
  from: LineStart = FILE_START,
): Promise<void> {
  for await (const rows of lineRows(files, file, { name: file, from }))
    await engine.insert(table, ROW_COLUMNS, rows);
}
