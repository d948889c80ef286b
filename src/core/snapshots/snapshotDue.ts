import { DAY_MS } from '../durations.js';
import type { JobContext } from '../job.js';
import type { Config } from '../workspace/configSchema.js';
import { composeSnapshot } from './compose.js';
import { listSnapshots } from './list.js';
import type { SnapshotManifest } from './snapshotEntry.js';
import { hashesOf } from './snapshotLines.js';

/**
 * @param cadence days; undefined: nobody wants them regularly
 * @param newest when the newest snapshot was built, ISO 8601; undefined: there is none
 * @param now milliseconds since the epoch
 */
export function isSnapshotDue(
  cadence: number | undefined,
  newest: string | undefined,
  now: number,
): boolean {
  if (cadence === undefined) return false;
  if (newest === undefined) return true;
  const age = now - Date.parse(newest);
  // A clock that was set back must not stop releases for years.
  return age < 0 || age >= cadence * DAY_MS;
}

/** Whether a snapshot should be built by `snapshots.cadence`, and what that comes from. */
export interface SnapshotDue {
  readonly due: boolean;
  /** The newest there is. */
  readonly newest: SnapshotManifest | undefined;
  /** Whether one that was built now would hold anything else; undefined: it is not time, so nobody looked. */
  readonly hasChanged: boolean | undefined;
}

/**
 * Whether it is time, and something to build. One that would be the newest over again is not due. Nothing is written.
 *
 * @throws CodelumiError `invalid-input` when a journal or the newest snapshot is damaged
 */
export async function snapshotDue(context: JobContext, config: Config): Promise<SnapshotDue> {
  const [newest] = await listSnapshots({}, context);
  const now = context.clock.now().getTime();
  if (!isSnapshotDue(config.snapshots.cadence, newest?.created_at, now))
    return { due: false, newest, hasChanged: undefined };
  const { entries } = await composeSnapshot(context, config);
  const hasChanged =
    entries.size > 0 && (await hashesOf(entries.lines())).sha256 !== newest?.sha256;
  return { due: hasChanged, newest, hasChanged };
}
