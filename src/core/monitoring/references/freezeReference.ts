import { HOUR_MS, WEEK_MS } from '../../durations.js';
import { CodelumiError } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { OWN } from '../../registry/ownDeployment.js';
import { prodOf } from '../../registry/rolloutState.js';
import type { Config } from '../../workspace/configSchema.js';
import { withWorkspaceLock } from '../../workspace/lock.js';
import type { Watched } from '../samples.js';
import { hourOf, hourStart } from '../store/hour.js';
import { type KnownToLook, lookedAt, readWatched } from '../store/readWatched.js';
import { sampleOf } from '../store/sampleOf.js';
import { type FirstSessions, firstSessions } from './firstSessions.js';
import { referencePath, referenceText } from './referenceFile.js';

/** By then conversations are over, and what users thought of them is in the log. */
const SETTLED_MS = 3 * HOUR_MS;
/** Days of a week differ. With fewer conversations than a reference may hold, one that is frozen sooner knows some days only. */

/**
 * Freezes what is normal for deployments in production that have no reference yet and enough sessions: the first ones since
 * they got there, of hours that were over three hours ago: as many as a reference holds, or those of a week. A file that is there is never written again, whatever stands in it.
 *
 * @param known what the caller has read already
 * @returns what is watched, with what was frozen now and windows without it
 * @throws CodelumiError as `updateStore` does, or where the file cannot be written. While another process changes the
 *   workspace, nothing is frozen; the next look does it.
 */
export async function freezeReference(
  context: JobContext,
  config: Config,
  watched: readonly Watched[],
  known: KnownToLook = {},
): Promise<Watched[]> {
  const { minimumSessions } = config.monitoring.reference;
  const ready = watched.filter(
    ({ reference, gathered }) => reference === undefined && gathered >= minimumSessions,
  );
  if (ready.length === 0) return [...watched];
  const { store, releases } = await lookedAt(context, config, known);
  const prod = prodOf(releases.state) ?? OWN;
  const now = context.clock.now();
  const until = hourOf(now.getTime() - SETTLED_MS);
  let isAnyFrozen = false;
  for (const each of ready.filter(({ deployment }) => deployment === prod)) {
    const first = await firstSessions(store, releases, each, config.monitoring.reference, until);
    const [begin, end] = [first?.rows[0]?.hour, first?.rows.at(-1)?.hour];
    if (first === undefined || begin === undefined || end === undefined) continue;
    if (first.sessions < minimumSessions || !isTime(first, begin, until)) continue;
    const to = new Date(hourStart(end) + HOUR_MS).toISOString();
    const sample = sampleOf(first.rows, { from: new Date(hourStart(begin)).toISOString(), to });
    const text = referenceText({ ...each, sample }, now.toISOString());
    if (await writeOnce(context, referencePath(each), text)) isAnyFrozen = true;
  }
  return isAnyFrozen ? readWatched(context, config, { rollups: store, releases }) : [...watched];
}

function isTime({ isFull }: FirstSessions, begin: string, until: string): boolean {
  return isFull || hourStart(until) - hourStart(begin) >= WEEK_MS;
}

/** @returns whether it was written */
async function writeOnce(context: JobContext, file: string, text: string): Promise<boolean> {
  try {
    return await withWorkspaceLock(context, 'freeze a reference', async (lock) => {
      if ((await context.files.stat(file)) !== undefined) return false;
      await lock.confirm();
      await context.files.replace(file, text);
      return true;
    });
  } catch (error) {
    if (error instanceof CodelumiError && error.reason === 'locked') return false;
    throw error;
  }
}
