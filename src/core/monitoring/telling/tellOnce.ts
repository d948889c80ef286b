import * as z from 'zod';
import type { JobContext } from '../../job.js';
import { parsedJson } from '../../records/parsedJson.js';
import { readConfig } from '../../workspace/config.js';
import { ensureLocalFolder } from '../../workspace/localFolder.js';
import { ALERTS_TOLD_FILE } from '../../workspace/paths.js';
import type { AlertView } from '../alerts/alertView.js';
import { toRemind } from '../alerts/reminders.js';

/** Where alerts are told, beside the shell and the editor. */
export type Channel = 'webhook' | 'issue';

/** By channel and alert: when it was told last, ISO 8601. */
const toldSchema = z.record(z.string(), z.record(z.string(), z.string()));

type Told = z.infer<typeof toldSchema>;

/**
 * Tells of alerts that are new, worse, or were answered by nobody for `monitoring.remindHours`, by what this clone
 * remembers; what it told is remembered once `tell` is done.
 *
 * @param tell is not called where there is nothing to be told
 * @returns whether it was called
 * @throws what `tell` does: then it is told again next time
 */
export async function tellOnce(
  context: Pick<JobContext, 'files' | 'clock'>,
  channel: Channel,
  alerts: readonly AlertView[],
  tell: () => Promise<void>,
): Promise<boolean> {
  const { monitoring } = await readConfig(context.files);
  const told = await readTold(context);
  const now = context.clock.now();
  const before = new Map(Object.entries(told[channel] ?? {}));
  const due = toRemind(alerts, before, now, monitoring.remindHours);
  if (due.length === 0) return false;
  await tell();
  const known = new Set(alerts.filter(({ state }) => state !== 'cleared').map(({ id }) => id));
  const kept = [...before].filter(([id]) => known.has(id));
  const at = now.toISOString();
  const all = {
    ...told,
    [channel]: Object.fromEntries([...kept, ...due.map(({ id }) => [id, at])]),
  };
  await ensureLocalFolder(context.files);
  await context.files.replace(ALERTS_TOLD_FILE, `${JSON.stringify(all)}\n`);
  return true;
}

/** A damaged file is made anew: at worst somebody is told twice. */
async function readTold({ files }: Pick<JobContext, 'files'>): Promise<Told> {
  if ((await files.stat(ALERTS_TOLD_FILE))?.kind !== 'file') return {};
  return toldSchema.safeParse(parsedJson(await files.read(ALERTS_TOLD_FILE))).data ?? {};
}
