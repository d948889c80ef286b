import { CodelumiError } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { logContext } from '../../mining/central/logContext.js';
import type { Releases } from '../../registry/readReleases.js';
import type { Config } from '../../workspace/configSchema.js';
import { ROLLUP_FOLDER } from '../../workspace/paths.js';
import { stampsOf } from './continuedLogs.js';
import { type KeptState, loadState, saveState } from './keptStore.js';
import { neededMarks } from './memoryGrowth.js';
import { type OpenedStore, openedStore } from './openedStore.js';
import { settingsDigest, sourcesOf } from './storeSources.js';
import { updateGrowth } from './updateGrowth.js';
import { updateSearches } from './updateSearches.js';

export interface UpdateOptions {
  /** false: nothing is written, and the result is the same. */
  readonly keep?: boolean;
  /** The registry as the caller read it; left out, it is read where logs gained something. */
  readonly releases?: Releases;
}

/**
 * Adds up what the logs of searches and of conversations gained since the last time. Searches of the last three days are
 * counted anew each time, for what users think of an answer comes later than the answer. A log that was cut or rewritten
 * makes all be read again; what is older than every log that is there stays as it was counted. No text of a query or an
 * answer is kept.
 *
 * @param context as a job has it: logs in a table are found by the settings
 * @throws CodelumiError for logs that cannot be read (see `resolveSources`), and `invalid-input` when it cannot be told who may
 *   sign releases; JobCancelled
 */
export async function updateStore(
  context: JobContext,
  config: Config,
  options: UpdateOptions = {},
): Promise<OpenedStore> {
  const kept = await loadState(context);
  try {
    return await update(context, config, kept, options);
  } catch (error) {
    // What is damaged is made again from the logs.
    if (kept === undefined || !isDamage(error)) throw error;
    return update(context, config, undefined, options);
  }
}

function isDamage(error: unknown): boolean {
  return (
    error instanceof CodelumiError && error.place?.file.startsWith(`${ROLLUP_FOLDER}/`) === true
  );
}

async function update(
  context: JobContext,
  config: Config,
  kept: KeptState | undefined,
  { keep = true, releases }: UpdateOptions,
): Promise<OpenedStore> {
  const logs = logContext(context, config);
  const sources = await sourcesOf(logs, config);
  const stamps = await stampsOf(logs, Object.values(sources).flat());
  const settings = settingsDigest(config);
  const isComparable = kept?.settings === settings;
  if (isComparable && JSON.stringify(kept.stamps) === JSON.stringify(stamps))
    return openedStore(context, { state: kept, changed: new Map(), unreadable: 0 });
  const world = { context, logs, config, kept, isComparable, sources, stamps, releases };
  const memory = await updateGrowth(world);
  const searches = await updateSearches(world, memory.startsFrom);
  const { boundary } = searches.state;
  const state: KeptState = {
    settings,
    stamps,
    ...searches.state,
    growth: memory.state.growth,
    memory: memory.state.memory.map((log) => ({ ...log, marks: neededMarks(log.marks, boundary) })),
  };
  if (keep) await saveState(context, state, searches.changed);
  const unreadable = memory.unreadable + searches.unreadable;
  return openedStore(context, { state, changed: searches.changed, unreadable });
}
