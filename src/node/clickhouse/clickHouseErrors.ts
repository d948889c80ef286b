import { CodelumiError, JobCancelled, messageOf } from '../../core/errors.js';
import type { CentralLogsAddress } from '../../core/ports/centralLogs.js';
import { CONFIG_FILE } from '../../core/workspace/paths.js';
import { errorCode } from '../fileErrors.js';

type Explanation = Pick<CodelumiError['details'], 'reason' | 'what' | 'remedy'>;

/** ClickHouse's own numbers; they have not changed since its first release. */
const NO_ACCESS = new Set(['192', '193', '194', '291', '492', '497', '516']);
const NO_TABLE = new Set(['60', '81']);
const OTHER_COLUMNS = new Set(['10', '16', '47']);
const NO_SERVER = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EPIPE',
  'ETIMEDOUT',
]);

/** What went wrong with a query, in words that say what to do. */
export function explainClickHouse(
  error: unknown,
  address: CentralLogsAddress,
  signal: AbortSignal,
): Error {
  if (signal.aborted) return new JobCancelled();
  if (error instanceof CodelumiError) return error;
  return new CodelumiError({ ...explanationOf(error, address), cause: error });
}

function explanationOf(error: unknown, address: CentralLogsAddress): Explanation {
  const { url, database, table, username = 'default' } = address;
  const code = serverCode(error) ?? errorCode(error) ?? '';
  if (NO_ACCESS.has(code))
    return {
      reason: 'not-readable',
      what: `The ClickHouse server does not let the user ${username} read ${database}.${table}`,
      remedy: `Correct sources.clickhouse in ${CONFIG_FILE}, the password in the environment, or the user's grants.`,
    };
  if (NO_TABLE.has(code))
    return {
      reason: 'not-found',
      what: `The ClickHouse server has no table ${database}.${table}`,
      remedy: `Create it (docs/scale.md has its definition), or correct sources.clickhouse in ${CONFIG_FILE}.`,
    };
  if (OTHER_COLUMNS.has(code))
    return {
      reason: 'invalid-input',
      what: `The table ${database}.${table} has other columns than a table of log lines`,
      remedy: 'docs/scale.md has the definition.',
    };
  if (NO_SERVER.has(code) || isTimeout(error))
    return {
      reason: 'not-readable',
      what: `The ClickHouse server at ${url} cannot be reached`,
      remedy: `See whether it runs, or correct sources.clickhouse.url in ${CONFIG_FILE}.`,
    };
  return {
    reason: 'not-readable',
    what: `The ClickHouse server at ${url} refused a query: ${messageOf(error).slice(0, 500)}`,
    remedy: "The server's log says more.",
  };
}

/** The client understands only what newer servers write. */
function serverCode(error: unknown): string | undefined {
  return /^Code: ([0-9]{1,5})[,.]/u.exec(messageOf(error))?.[1];
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && /timeout/iu.test(error.message.slice(0, 200));
}
