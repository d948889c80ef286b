import { CodelumiError, messageOf, throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import { OWN } from '../registry/ownDeployment.js';
import { type Releases, readReleases } from '../registry/readReleases.js';
import { outlookOf } from '../rollout/rolloutOutlook.js';
import { type RolloutStatus, statusOf } from '../rollout/rolloutStatus.js';
import type { Config } from '../workspace/configSchema.js';
import type { Answering } from './alerts/raiseAndClear.js';
import { judgeWorkspace } from './judgeWorkspace.js';
import { correctTogether } from './judging/correctTogether.js';
import { judgeWatched } from './judging/judgeWatched.js';
import type { MetricResult } from './metricResult.js';
import { freezeReference } from './references/freezeReference.js';
import { rolloutMetric } from './rolloutMetric.js';
import type { Watched } from './samples.js';
import { readWatched } from './store/readWatched.js';
import type { Rollups } from './store/rollups.js';
import { updateStore } from './store/updateStore.js';
import { measureWorkspace } from './workspace/measureWorkspace.js';
import type { WorkspaceMeasures } from './workspace/workspaceMeasures.js';

/** Everything that one look sees, and what it says. */
export interface Observation {
  readonly rollups: Rollups;
  readonly watched: readonly Watched[];
  readonly measures: WorkspaceMeasures;
  /** Of answers by deployment, then of the workspace; levels are corrected for how many there are. */
  readonly results: readonly MetricResult[];
  /** The registry as this look read it, once. */
  readonly releases: Releases;
  /** What is in production; `own` is what the assistant has of its own. */
  readonly production: string;
  readonly answering: Answering;
}

/**
 * Looks at everything that is watched, and judges it: adds up what the logs have gained, freezes what is normal for
 * deployments that have answered enough, measures the workspace. No alert is raised.
 *
 * @param options `keep: false` writes nothing, and sees the same
 * @throws CodelumiError as `updateStore` and `measureWorkspace`; JobCancelled
 */
export async function observe(
  context: JobContext,
  config: Config,
  { keep }: { readonly keep: boolean },
): Promise<Observation> {
  const { progress, signal } = context;
  const releases = await readReleases(context);
  progress({ message: 'Adding up logs' });
  const rollups = await updateStore(context, config, { keep, releases });
  throwIfCancelled(signal);
  const known = { rollups, releases };
  const seen = await readWatched(context, config, known);
  const watched = keep ? await freezeReference(context, config, seen, known) : seen;
  const measures = await measureWorkspace(context, config, { releases });
  throwIfCancelled(signal);
  progress({ message: 'Looking at the rollout' });
  const status = statusOf(releases);
  const ofRollout = await judgeRollout(context, releases, status);
  const now = context.clock.now();
  const { monitoring } = config;
  const results = correctTogether([
    ...watched.flatMap((each) => judgeWatched(each, monitoring, now)),
    ...judgeWorkspace({ measures, rollups, settings: monitoring, now }),
    ...ofRollout,
  ]);
  const production = status.prod ?? OWN;
  const answering = answeringBy(status, watched);
  return { rollups, watched, measures, results, releases, production, answering };
}

/** Where the gates cannot be looked at, everything else is: nothing is said of the rollout then. */
async function judgeRollout(
  context: JobContext,
  releases: Releases,
  status: RolloutStatus,
): Promise<MetricResult[]> {
  try {
    return [rolloutMetric(await outlookOf(context, releases), status)];
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    context.warn?.(`The rollout was not judged: ${messageOf(error)}`);
    return [];
  }
}

/** What is in production and on its way, by the registry, and what answered of late, by the logs. */
function answeringBy(
  { prod, underWay }: Pick<RolloutStatus, 'prod' | 'underWay'>,
  watched: readonly Watched[],
): Answering {
  const onItsWay = underWay === undefined ? [] : [underWay.deployment];
  return new Set([prod ?? OWN, ...onItsWay, ...watched.map(({ deployment }) => deployment)]);
}
