import type { JobContext } from '../job.js';
import { readReleases } from '../registry/readReleases.js';
import { inUseAsOf, type RerankerInUse } from '../registry/rerankerInUse.js';
import { listRerankers, type RerankerFile } from '../reranking/listRerankers.js';
import { readConfig } from '../workspace/config.js';
import { rolloutToWatch } from './rolloutOutlook.js';
import { type RolloutStatus, statusOf } from './rolloutStatus.js';
import { rolloutTimeline, type TimelineEvent } from './rolloutTimeline.js';

/** Everything about rollouts that is known without reading a log. */
export interface RolloutOverview {
  readonly status: RolloutStatus;
  /** By the rollout's id. */
  readonly timelines: Readonly<Record<string, readonly TimelineEvent[]>>;
  /** Id of the rollout that is looked at again and again; undefined: none has to be. */
  readonly watched: string | undefined;
  readonly rerankers: readonly RerankerFile[];
  readonly inUse: RerankerInUse;
}

/** What is in production, on its way and past, with its events, and which rerankers there are. Nothing is written. */
export async function rolloutOverview(
  _input: Record<string, never>,
  context: JobContext,
): Promise<RolloutOverview> {
  const releases = await readReleases(context);
  const { rollout: policy } = await readConfig(context.files);
  const { state, events } = releases;
  return {
    status: statusOf(releases),
    timelines: Object.fromEntries(
      state.rollouts.map(({ id }) => [id, rolloutTimeline(events, state, id)]),
    ),
    watched: rolloutToWatch(state, policy, context.clock.now())?.id,
    rerankers: await listRerankers(context),
    inUse: await inUseAsOf(context, releases),
  };
}
