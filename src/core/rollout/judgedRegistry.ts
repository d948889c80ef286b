import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import type { Reviewer } from '../records/decision.js';
import { type HeldRegistry, withRegistry } from '../registry/act.js';
import type { Releases } from '../registry/readReleases.js';

const PURPOSE = 'advance a rollout';
/** How often somebody may act on a rollout while its gates are looked at. */
const MOST_JUDGEMENTS = 2;

/**
 * Acts on what a judgement says, if the registry is still what was judged. Logs are read and rankings are run for minutes, so
 * nobody is kept out meanwhile; who acted in between, by rolling back say, has the judgement made anew, once.
 *
 * @param judge reads, and writes nothing
 * @param act short; the registry is held
 * @throws CodelumiError `changed-meanwhile` where somebody acted each time: then nothing was done
 */
export async function actOnJudgement<Judgement, Result>(
  context: JobContext,
  by: Reviewer,
  judge: (releases: Releases) => Promise<Judgement>,
  act: (registry: HeldRegistry, judgement: Judgement) => Promise<Result>,
): Promise<Result> {
  // Held for a moment: what a process that was killed left half done is ended before anything else.
  let releases = await withRegistry(
    context,
    { by, purpose: PURPOSE },
    async (held) => held.releases,
  );
  for (let judgements = 1; judgements <= MOST_JUDGEMENTS; judgements += 1) {
    const judgement = await judge(releases);
    const judged = fingerprintOf(releases);
    const done = await withRegistry(context, { by, purpose: PURPOSE }, async (held) => {
      releases = held.releases;
      return fingerprintOf(held.releases) === judged
        ? { result: await act(held, judgement) }
        : undefined;
    });
    if (done !== undefined) return done.result;
  }
  throw changedEachTime();
}

/** The same for registries that say the same: events with their signatures, what was deployed, the policy in force. */
function fingerprintOf({ events, deployments, policy }: Releases): string {
  return JSON.stringify([
    events.map(({ event, signedBy }) => [event.hash, signedBy]),
    [...deployments].map(([id, { sha256 }]) => [id, sha256]),
    policy,
  ]);
}

function changedEachTime(): CodelumiError {
  return new CodelumiError({
    reason: 'changed-meanwhile',
    what: 'The registry of releases was changed again and again while the gates were looked at, so nothing was done',
    remedy:
      'Run codelumi rollout status to see what happened, and codelumi rollout advance once more.',
  });
}
