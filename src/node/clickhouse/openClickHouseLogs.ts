import type { ClickHouseClient } from '@clickhouse/client';
import { throwIfCancelled } from '../../core/errors.js';
import type { CentralLogs, CentralLogsAddress } from '../../core/ports/centralLogs.js';
import { explainClickHouse } from './clickHouseErrors.js';
import { ClickHouseLogs } from './clickHouseLogs.js';
import { connect } from './connect.js';

/** Logs in a table of a ClickHouse server. Connects with the first query. */
export function openClickHouseLogs(address: CentralLogsAddress, signal: AbortSignal): CentralLogs {
  let client: Promise<ClickHouseClient> | undefined;
  const run = (sql: string) => {
    client ??= connect(address);
    return answerTo(sql, client, address, signal);
  };
  return new ClickHouseLogs(run, address);
}

async function* answerTo(
  sql: string,
  client: Promise<ClickHouseClient>,
  address: CentralLogsAddress,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array> {
  try {
    const query = `${sql} FORMAT RowBinary`;
    const connected = await client;
    throwIfCancelled(signal);
    const { stream } = await connected.exec({ query, abort_signal: signal });
    for await (const piece of stream as AsyncIterable<Uint8Array>) {
      throwIfCancelled(signal);
      yield piece;
    }
  } catch (error) {
    throw explainClickHouse(error, address, signal);
  }
}
