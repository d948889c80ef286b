import { Command } from 'commander';
import { recordRun } from '../../core/audit/runs/recordRun.js';
import { CodelumiError } from '../../core/errors.js';
import type { JobContext } from '../../core/job.js';
import { readConfig } from '../../core/workspace/config.js';
import { CONFIG_FILE } from '../../core/workspace/paths.js';
import { resolveSources } from '../../core/workspace/sources.js';
import { type ShippedLog, shipLogs } from '../../node/clickhouse/shipLogs.js';
import { type CommonOptions, runCommand, withCommonOptions } from '../runCommand.js';
import { say } from '../terminal.js';

interface ShipOptions extends CommonOptions {
  readonly as: string;
  readonly username?: string;
  readonly passwordEnv?: string;
}

/** `codelumi ship`: sends the logs of this machine to the table that a team mines together. */
export function shipCommand(): Command {
  return withCommonOptions(new Command('ship'))
    .description('send what the logs have gained to the table of sources.clickhouse')
    .requiredOption('--as <name>', 'folder of this machine or person in the table, such as alice')
    .option('--username <name>', 'who may insert, if not the user in the settings')
    .option('--password-env <variable>', 'the environment variable that holds their password')
    .action((options: ShipOptions) =>
      runCommand(
        options,
        (context) =>
          recordRun(context, { action: 'ship', subject: { id: options.as } }, (watched) =>
            ship(watched, options),
          ),
        printShipped,
      ),
    );
}

async function ship(context: JobContext, options: ShipOptions): Promise<ShippedLog[]> {
  const config = await readConfig(context.files);
  const { clickhouse } = config.sources;
  if (clickhouse === undefined) throw noTable();
  const { username = clickhouse.username, passwordEnv = clickhouse.passwordEnv } = options;
  const logs = Object.values(await resolveSources(context, config)).flat();
  const prefix = `${options.as.replace(/\/+$/u, '')}/`;
  return shipLogs(context, { ...clickhouse, username, passwordEnv }, logs, prefix);
}

function printShipped(logs: readonly ShippedLog[]): void {
  for (const { file, bytes } of logs) say(`${file}: ${bytes} bytes`);
}

function noTable(): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: 'The settings name no table to send logs to',
    place: { file: CONFIG_FILE },
    remedy: 'Set sources.clickhouse; docs/scale.md shows how.',
  });
}
