import type { JobContext } from '../job.js';
import type { HeldLock } from '../workspace/lock.js';
import { FLAGS_FILE, RELEASE_STATE_FILE } from '../workspace/paths.js';
import { flagsText } from './flags.js';
import type { Releases } from './readReleases.js';
import { lastKnownGood, prodOf } from './rolloutState.js';

/** What the registry's derived files must hold, by path: the same bytes for the same events. */
function derivedFiles(releases: Releases): ReadonlyMap<string, string> {
  return new Map([
    [RELEASE_STATE_FILE, stateText(releases)],
    [FLAGS_FILE, flagsText(releases)],
  ]);
}

/** Those that are not as they must be, by path, with what they must hold. Where nothing was ever started there are none. */
export async function outdatedFiles(
  { files }: Pick<JobContext, 'files'>,
  releases: Releases,
): Promise<ReadonlyMap<string, string>> {
  const outdated = new Map<string, string>();
  if (releases.events.length === 0) return outdated;
  for (const [path, text] of derivedFiles(releases)) {
    const isThere = (await files.stat(path))?.kind === 'file';
    if (!isThere || Buffer.from(await files.read(path)).toString('utf8') !== text)
      outdated.set(path, text);
  }
  return outdated;
}

/**
 * Writes those that are not as they must be.
 * @returns their paths
 */
export async function writeDerived(
  context: Pick<JobContext, 'files'>,
  lock: HeldLock,
  releases: Releases,
): Promise<string[]> {
  const outdated = await outdatedFiles(context, releases);
  for (const [path, text] of outdated) {
    await lock.confirm();
    await context.files.replace(path, text);
  }
  return [...outdated.keys()];
}

/** For people and scripts; nothing reads it to decide. */
function stateText(releases: Releases): string {
  const { state, heads } = releases;
  const { underWay } = state;
  const document = {
    v: 1,
    events: Object.fromEntries([...heads].sort(([a], [b]) => (a < b ? -1 : 1))),
    aliases: {
      prod: prodOf(state),
      candidate: underWay?.deployment ?? null,
      lastKnownGood: lastKnownGood(state),
    },
    rollout:
      underWay === undefined
        ? null
        : {
            id: underWay.id,
            deployment: underWay.deployment,
            stage: underWay.stage,
            entered_at: underWay.enteredAt,
            weight_bp: underWay.weightBp,
            paused: underWay.pause?.reason ?? null,
          },
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
