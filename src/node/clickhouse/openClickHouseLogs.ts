import type { ClickHouseClient } from '@clickhouse/client';
import { CodelumiError } from '../../core/errors.js';
import type { CentralLogs, CentralLogsAddress } from '../../core/ports/centralLogs.js';
import { toolVersion } from '../toolVersion.js';
import { explainClickHouse } from './clickHouseErrors.js';
import { ClickHouseLogs } from './clickHouseLogs.js';

/** A server may think for long before the first row, but not for ever. */
const PATIENCE_MS = 300_000;

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
    const { stream } = await (await client).exec({ query, abort_signal: signal });
    yield* stream as AsyncIterable<Uint8Array>;
  } catch (error) {
    throw explainClickHouse(error, address, signal);
  }
}

/** Loaded only where it is needed: most workspaces have their logs in files. */
async function connect(address: CentralLogsAddress): Promise<ClickHouseClient> {
  const { ClickHouseLogLevel, createClient } = await import('@clickhouse/client');
  const { url, database, username = 'default' } = address;
  return createClient({
    url,
    database,
    username,
    password: passwordOf(address),
    application: `codelumi/${toolVersion}`,
    request_timeout: PATIENCE_MS,
    // What goes wrong is thrown; what it would print lands in the middle of our own output.
    log: { level: ClickHouseLogLevel.OFF },
  });
}

function passwordOf({ passwordEnv }: CentralLogsAddress): string {
  if (passwordEnv === undefined) return '';
  const password = process.env[passwordEnv];
  if (password !== undefined) return password;
  throw new CodelumiError({
    reason: 'invalid-input',
    what: `The environment variable ${passwordEnv} that should hold the ClickHouse password is not set`,
    remedy: 'Set it where codelumi or the editor is started.',
  });
}
