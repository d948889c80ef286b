// The ClickHouse server: the one that is installed, or Debian's, installed here when we may.
import { onPath } from '../host/chromium.mjs';
import { run } from '../host/processes.mjs';
import { step, Trouble, tail } from '../host/steps.mjs';

/** @returns {Promise<string[]>} the command that starts a server */
export async function ensureServer() {
  const found = await installed();
  if (found) return found;
  await step('clickhouse-server by apt-get', install);
  const now = await installed();
  if (now) return now;
  throw new Trouble('clickhouse-server was installed, but is not found.');
}

/** Debian's package has the first, ClickHouse's own have both or the second. */
async function installed() {
  const server = await onPath('clickhouse-server');
  if (server) return [server];
  const all = await onPath('clickhouse');
  return all && [all, 'server'];
}

async function install() {
  if (process.getuid?.() !== 0)
    throw new Trouble(
      'There is no ClickHouse server, and only root can install one: sudo apt-get install clickhouse-server',
    );
  // In run level 1 the package does not start a server of its own.
  const env = { ...process.env, RUNLEVEL: '1', DEBIAN_FRONTEND: 'noninteractive' };
  const args = ['install', '--yes', '--no-install-recommends', 'clickhouse-server'];
  await run('apt-get', ['update'], { env }).catch(() => undefined); // The lists at hand may do.
  const { code, output } = await run('apt-get', args, { env }).catch((error) => ({
    code: 1,
    output: String(error),
  }));
  if (code !== 0)
    throw new Trouble(
      `There is no ClickHouse server, and apt-get cannot install one:\n${tail(output, 5)}`,
    );
}
