import type { ClickHouseClient } from '@clickhouse/client';
import { CodelumiError } from '../../core/errors.js';
import type { CentralLogsAddress } from '../../core/ports/centralLogs.js';
import { toolVersion } from '../toolVersion.js';

/** A server may think for long before the first row, but not for ever. */
const PATIENCE_MS = 300_000;

/**
 * The client is loaded only where it is needed: most workspaces have their logs in files.
 * @throws CodelumiError `invalid-input` when the environment does not hold the password
 */
export async function connect(address: CentralLogsAddress): Promise<ClickHouseClient> {
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
