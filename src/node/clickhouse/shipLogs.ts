import { Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import type { ClickHouseClient } from '@clickhouse/client';
import { CodelumiError, throwIfCancelled } from '../../core/errors.js';
import type { JobContext } from '../../core/job.js';
import type { CentralLogsAddress } from '../../core/ports/centralLogs.js';
import { FILE_START, type LineStart } from '../../core/records/lineSplitter.js';
import { explainClickHouse } from './clickHouseErrors.js';
import { cutShort } from './clickHouseLogs.js';
import { connect } from './connect.js';
import { lineRows, ROW_COLUMNS } from './lineRows.js';
import { lastLineQuery } from './queries.js';
import { type RowBinaryCursor, rowsOf } from './rowBinary.js';
import { named } from './sqlText.js';

export interface ShippedLog {
  /** In the table. */
  readonly file: string;
  /** Of the log, that were sent now. */
  readonly bytes: number;
}

/**
 * Sends what logs of this workspace have gained to the table.
 *
 * @param prefix before each log's name, so that machines do not overwrite each other
 * @throws CodelumiError `changed-meanwhile` for a log that is shorter than what was sent of it
 */
export async function shipLogs(
  context: JobContext,
  address: CentralLogsAddress,
  logs: readonly string[],
  prefix: string,
): Promise<ShippedLog[]> {
  try {
    const shipping = new Shipping(context, await connect(address), address);
    const shipped: ShippedLog[] = [];
    for (const log of logs) shipped.push(await shipping.ship(log, `${prefix}${log}`));
    return shipped;
  } catch (error) {
    throw explainClickHouse(error, address, context.signal);
  }
}

class Shipping {
  readonly #context: JobContext;
  readonly #client: ClickHouseClient;
  readonly #table: string;

  constructor(
    context: JobContext,
    client: ClickHouseClient,
    { database, table }: CentralLogsAddress,
  ) {
    this.#context = context;
    this.#client = client;
    this.#table = named(database, table);
  }

  async ship(log: string, name: string): Promise<ShippedLog> {
    const { files, progress, signal } = this.#context;
    const from = await this.#firstToSend(name);
    const size = (await files.stat(log))?.size ?? 0;
    if (size < from.byteOffset) throw shorter(log);
    for await (const rows of lineRows(files, log, { name, from })) {
      throwIfCancelled(signal);
      await this.#insert(rows);
      progress({ message: `Sending ${log}` });
    }
    return { file: name, bytes: size - from.byteOffset };
  }

  /** The line after the last one that the table holds, or that one where it had no end yet. */
  async #firstToSend(name: string): Promise<LineStart> {
    const query = `${lastLineQuery(this.#table, name)} FORMAT RowBinary`;
    const { stream } = await this.#client.exec({ query, abort_signal: this.#context.signal });
    let last: LineStart = FILE_START;
    const row = (from: RowBinaryCursor) => ({ line: from.uint64(), byteOffset: from.uint64() });
    for await (const rows of rowsOf(stream as AsyncIterable<Uint8Array>, row, cutShort))
      last = rows[0] ?? last;
    return last;
  }

  async #insert(rows: Buffer): Promise<void> {
    const { stream } = await this.#client.exec({
      query: `INSERT INTO ${this.#table} (${ROW_COLUMNS.join(', ')}) FORMAT TabSeparated`,
      values: Readable.from([rows], { objectMode: false }),
      abort_signal: this.#context.signal,
    });
    stream.resume();
    await finished(stream);
  }
}

function shorter(file: string): CodelumiError {
  return new CodelumiError({
    reason: 'changed-meanwhile',
    what: 'The log is shorter than what was sent of it; it was rotated or cut',
    place: { file },
    remedy: 'Send the new log under another name (--as), or delete the old one from the table.',
  });
}
