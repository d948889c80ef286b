import { DAY_MS } from '../durations.js';
import type { JobContext } from '../job.js';
import { readLastLook } from '../monitoring/lastLook.js';
import type { Config } from '../workspace/configSchema.js';
import { PRODUCT_FOLDER } from '../workspace/paths.js';
import { filesOf } from '../workspace/sources.js';
import type { DueItem } from './dueItem.js';

/**
 * Whether somebody should look at what is watched: a day after the last look of this clone, where there are logs and
 * somebody has begun to work with the product.
 */
export async function dueMonitoring(context: JobContext, config: Config): Promise<DueItem> {
  const rest = { command: 'monitor', isAutomatic: config.monitoring.automatic };
  const idle = { kind: 'monitoring', isDue: false, ...rest } as const;
  // Nobody has asked for anything in a workspace that is only opened or checked out.
  if ((await context.files.stat(PRODUCT_FOLDER)) === undefined)
    return { ...idle, why: 'Nobody has begun to work with CodeLumi here.' };
  if (!(await hasLogs(context, config))) return { ...idle, why: 'There is no log to watch.' };
  const last = await readLastLook(context);
  if (last === undefined)
    return {
      kind: 'monitoring',
      isDue: true,
      why: 'What is watched is to be looked at every day; this clone has not yet.',
      ...rest,
    };
  const next = Date.parse(last) + DAY_MS;
  const now = context.clock.now().getTime();
  return {
    kind: 'monitoring',
    // A clock that was set back must not stop watching for years.
    isDue: now >= next || now < Date.parse(last),
    why: `What is watched is to be looked at every day; this clone did last at ${last}.`,
    since: new Date(next).toISOString(),
    ...rest,
  };
}

/** A table of logs counts as one: whether it holds anything, the look tells. */
async function hasLogs(context: JobContext, config: Config): Promise<boolean> {
  if (config.sources.clickhouse !== undefined) return true;
  for (const kind of ['kbUsage', 'memory'] as const)
    if ((await filesOf(context, config, kind)).length > 0) return true;
  return false;
}
