import { DAY_MS } from '../../durations.js';
import type { JobContext } from '../../job.js';
import { OWN } from '../../registry/ownDeployment.js';
import { type Releases, readReleases } from '../../registry/readReleases.js';
import { prodOf } from '../../registry/rolloutState.js';
import { servesUsers } from '../../registry/stage.js';
import type { Config } from '../../workspace/configSchema.js';
import { firstSessions } from '../references/firstSessions.js';
import { readReferences } from '../references/readReferences.js';
import { referenceKey } from '../references/referenceFile.js';
import type { Reference, Watched } from '../samples.js';
import { rerankerLabel } from './deploymentLabels.js';
import { hourOf } from './hour.js';
import type { HourRow } from './hourRow.js';
import { hasHours, hoursBetween, type OpenedStore } from './openedStore.js';
import type { Rollups } from './rollups.js';
import { updateStore } from './updateStore.js';
import { windowsOf, windowsStart } from './windows.js';

/** Behind every hour. */
const END = '9999-12-31T23';

/** What one look has read already, so that all of it is judged by one reading. */
export interface KnownToLook {
  /** As `updateStore` gave them; left out, logs are read without anything being kept. */
  readonly rollups?: Rollups;
  /** Left out, the registry is read. */
  readonly releases?: Releases;
}

/** The same with what was left out. @throws CodelumiError as `updateStore` does */
export async function lookedAt(
  context: JobContext,
  config: Config,
  { rollups, releases }: KnownToLook,
): Promise<{ readonly store: OpenedStore; readonly releases: Releases }> {
  const registry = releases ?? (await readReleases(context));
  const isOpen = rollups !== undefined && hasHours(rollups);
  const options = { keep: false, releases: registry };
  const store = isOpen ? rollups : await updateStore(context, config, options);
  return { store, releases: registry };
}

/**
 * The deployments that answer users now: what is in production, a candidate that some users get, and what answered in the
 * last window without the registry knowing of it. What was rolled back or replaced is left out. What the assistant has of
 * its own is watched once by the scores that it logs, and once by those that are worked out, where it has both.
 *
 * References that are not as they were frozen are not used; `context.warn` tells of them, and `readReferences` gives them.
 *
 * @param known what the caller has read already
 */
export async function readWatched(
  context: JobContext,
  config: Config,
  known: KnownToLook = {},
): Promise<Watched[]> {
  const { store, releases } = await lookedAt(context, config, known);
  const { references, problems } = await readReferences(context);
  for (const { place, message } of problems) context.warn?.(`${place.file} ${message}`);
  const { window } = config.monitoring;
  const now = context.clock.now().getTime();
  const rows = await hoursBetween(store, windowsStart(now, window), END);
  const lately = hourOf(Math.max(0, now - window.days * DAY_MS));
  const watched: Watched[] = [];
  for (const deployment of answering(releases, rows, lately)) {
    const own = rows.filter((row) => row.deployment === deployment);
    for (const reranker of rerankersOf(releases, deployment, own, lately)) {
      const reference = references.get(referenceKey(deployment, reranker));
      watched.push(
        await watchedOf({ config, store, releases, now }, { deployment, reranker, reference }, own),
      );
    }
  }
  return watched;
}

function answering(
  { state }: Pick<Releases, 'state'>,
  rows: readonly HourRow[],
  lately: string,
): Set<string> {
  const { underWay, rollouts } = state;
  const found = new Set([prodOf(state) ?? OWN]);
  if (underWay !== undefined && servesUsers(underWay.stage)) found.add(underWay.deployment);
  const known = new Set([OWN, ...rollouts.map(({ deployment }) => deployment)]);
  for (const { hour, deployment } of rows)
    if (hour >= lately && !known.has(deployment)) found.add(deployment);
  return found;
}

/** Those whose scores came lately; else those whose came before; else what it should be. */
function rerankersOf(
  releases: Releases,
  deployment: string,
  rows: readonly HourRow[],
  lately: string,
): Set<string | null> {
  const recent = rows.filter(({ hour }) => hour >= lately);
  const found = new Set((recent.length > 0 ? recent : rows).map(({ reranker }) => reranker));
  return found.size > 0 ? found : new Set([rerankerLabel(releases, deployment, false)]);
}

interface WatchedWorld {
  readonly config: Config;
  readonly store: OpenedStore;
  readonly releases: Releases;
  readonly now: number;
}

async function watchedOf(
  { config, store, releases, now }: WatchedWorld,
  watched: Pick<Watched, 'deployment' | 'reranker'> & { readonly reference: Reference | undefined },
  rows: readonly HourRow[],
): Promise<Watched> {
  const { deployment, reranker, reference } = watched;
  const since = reference === undefined ? '' : reference.sample.span.to.slice(0, 13);
  const own = rows.filter((row) => row.reranker === reranker && row.hour >= since);
  const { monitoring } = config;
  const first =
    reference === undefined
      ? await firstSessions(store, releases, watched, monitoring.reference)
      : undefined;
  const latest = store.latest.get(deployment);
  return {
    deployment,
    reranker,
    reference,
    gathered: reference?.sample.sessions ?? first?.sessions ?? 0,
    windows: windowsOf(own, monitoring.window, now),
    latest: latest === undefined ? undefined : new Date(latest).toISOString(),
  };
}
