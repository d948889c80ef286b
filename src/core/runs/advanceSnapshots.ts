import { CodelumiError } from '../errors.js';
import type { Job } from '../job.js';
import { snapshotDue } from '../snapshots/snapshotDue.js';
import { readConfig } from '../workspace/config.js';
import { recordedJobs } from './recordedJobs.js';

export interface Advanced {
  /** Whether a snapshot was due. One that would be the newest over again is not. */
  readonly due: boolean;
  /** The newest before. */
  readonly newest: { readonly name: string; readonly at: string } | undefined;
  /** Name of the one that was built. */
  readonly built: string | undefined;
  readonly verdict: 'pass' | 'fail' | 'inconclusive' | undefined;
  readonly published: boolean;
  /** Why it was not published, where it was built. */
  readonly why: string | undefined;
}

/**
 * What is to be done about snapshots at this time, by `snapshots.cadence`: nothing, to say that one is due, or, where the
 * settings say so (`snapshots.automatic`), to validate what would be built, build it, and publish it if every gate is
 * green. For timers: it can be called as often as one likes.
 *
 * @throws CodelumiError as `buildSnapshot` and `validate`
 */
export const advanceSnapshots: Job<Record<string, never>, Advanced> = async (_input, context) => {
  const config = await readConfig(context.files);
  const { due, newest: last } = await snapshotDue(context, config);
  const newest = last && { name: last.name, at: last.created_at };
  const idle = { newest, built: undefined, verdict: undefined, published: false, why: undefined };
  if (!due) return { due, ...idle };
  if (!config.snapshots.automatic) return { due: true, ...idle };
  const { verdict } = (await recordedJobs.validate({}, context)).report;
  const { manifest } = await recordedJobs.buildSnapshot({}, context);
  const built = { due: true, newest, built: manifest.name, verdict };
  if (manifest.gates?.verdict !== 'pass')
    return { ...built, published: false, why: 'not every gate is green' };
  try {
    await recordedJobs.publishSnapshot({ name: manifest.name }, context);
    return { ...built, published: true, why: undefined };
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    return { ...built, published: false, why: error.message };
  }
};
