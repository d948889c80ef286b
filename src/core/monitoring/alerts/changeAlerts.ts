import type { JobContext } from '../../job.js';
import type { Reviewer } from '../../records/decision.js';
import { prepareLines } from '../../workspace/journal.js';
import { withWorkspaceLock } from '../../workspace/lock.js';
import { writerOf } from '../../workspace/writer.js';
import type { AlertEventBody } from './alertEvent.js';
import { alertsFile, type ReadAlertEvents, readAlertEvents } from './alertJournals.js';
import type { AlertView } from './alertView.js';
import { foldAlerts } from './foldAlerts.js';

type Context = Pick<JobContext, 'files' | 'clock' | 'processes' | 'signal'>;

export interface ReadAlerts extends ReadAlertEvents {
  readonly views: readonly AlertView[];
}

/** All alerts, as the journals of all writers give them. */
export async function readAlerts(context: Pick<Context, 'files' | 'clock'>): Promise<ReadAlerts> {
  const read = await readAlertEvents(context);
  return { ...read, views: foldAlerts(read.events, context.clock.now()) };
}

export interface AlertChange {
  readonly by: Reviewer;
  /** What the lock is held for, for others to read. */
  readonly purpose: string;
}

/**
 * Appends what `plan` makes of the alerts as they stand while nobody else changes the workspace. Where nothing is to be
 * written nothing is locked.
 *
 * @param plan pure; asked once more under the lock. What it throws leaves everything as it is
 * @throws CodelumiError `locked`, `invalid-input` for a damaged journal of this writer; then nothing was written
 */
export async function changeAlerts(
  context: Context,
  { by, purpose }: AlertChange,
  plan: (views: readonly AlertView[]) => readonly AlertEventBody[],
): Promise<ReadAlerts> {
  const before = await readAlerts(context);
  if (plan(before.views).length === 0) return before;
  return withWorkspaceLock(context, purpose, async (lock) => {
    const standing = await readAlerts(context);
    const events = plan(standing.views);
    if (events.length === 0) return standing;
    const at = timeAfter(standing, context.clock.now());
    const actor = { name: by.name, email: by.email };
    const lines = events.map(({ type, alert, ...rest }) => ({ type, at, actor, alert, ...rest }));
    const path = alertsFile(await writerOf(context));
    const { append } = await prepareLines(context.files, path, lines);
    await lock.confirm();
    await append();
    return readAlerts(context);
  });
}

/** Never before the last event: clocks of two machines differ. */
function timeAfter({ events }: ReadAlertEvents, now: Date): string {
  const last = events.at(-1)?.event.at;
  const latest = Math.max(now.getTime(), last === undefined ? 0 : Date.parse(last));
  return new Date(latest).toISOString();
}
