import { DAY_MS } from '../durations.js';
import type { JobContext } from '../job.js';
import { counted } from '../records/counted.js';
import { type SnapshotDue, snapshotDue } from '../snapshots/snapshotDue.js';
import type { Config } from '../workspace/configSchema.js';
import type { DueItem } from './dueItem.js';

/** Whether a snapshot should be built, by `snapshots.cadence`: so many days after the newest, if it would hold anything else. */
export async function dueSnapshot(context: JobContext, config: Config): Promise<DueItem> {
  const { cadence, automatic } = config.snapshots;
  const command = { command: automatic ? 'snapshot advance' : 'snapshot build' };
  if (cadence === undefined)
    return {
      kind: 'snapshot',
      isDue: false,
      why: 'Snapshots are built whenever somebody does it: snapshots.cadence is not set.',
      ...command,
      isAutomatic: false,
    };
  const found = await snapshotDue(context, config);
  const { due, newest } = found;
  const since = newest && new Date(Date.parse(newest.created_at) + cadence * DAY_MS).toISOString();
  return {
    kind: 'snapshot',
    isDue: due,
    why: whyOf(found, cadence),
    // Where nothing has changed it is due with the next change, whenever that is.
    ...(since === undefined || found.hasChanged === false ? {} : { since }),
    ...command,
    isAutomatic: automatic,
  };
}

function whyOf({ newest, hasChanged }: SnapshotDue, cadence: number): string {
  const every = `One is to be built every ${cadence === 1 ? 'day' : counted(cadence, 'day')}`;
  if (newest === undefined)
    return `${every}; none was yet${hasChanged === false ? ', and there is nothing to build it from' : ''}.`;
  const last = `the newest, ${newest.name}, was at ${newest.created_at}`;
  if (hasChanged === undefined) return `${every}; ${last}.`;
  return `${every}; ${last}, and ${hasChanged ? 'something' : 'nothing'} has changed since.`;
}
