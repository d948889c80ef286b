import type { JobContext } from '../../job.js';
import type { Config } from '../../workspace/configSchema.js';
import { CentralFiles } from './centralFiles.js';

/** The world with the logs where the settings say they are: in files of the workspace, or in a table. */
export function logContext(
  context: JobContext,
  { sources: { clickhouse } }: Pick<Config, 'sources'>,
): JobContext {
  if (clickhouse === undefined) return context;
  const centralLogs = context.openCentralLogs(clickhouse, context.signal);
  const files = new CentralFiles(context.files, centralLogs);
  // Other threads would look for the logs in the workspace.
  return { ...context, files, centralLogs, parallel: undefined };
}
