import type { JobContext } from '../job.js';
import { questionVariants } from '../review/questionVariants.js';
import { readPolicies } from '../review/quorum/policies.js';
import { quorumJudge, readSignedOf } from '../review/quorum/quorumJudge.js';
import type { SignedDecisions } from '../review/quorum/signedDecisions.js';
import { whyNotReleasable } from '../review/release.js';
import { reviewDays } from '../review/reviewedCandidates.js';
import { readEvaluationContext } from '../screening/context/screeningContext.js';
import { readTombstones } from '../screening/erasure/tombstones.js';
import type { Config, Policy } from '../workspace/configSchema.js';
import { type Base, knowledgeBaseAsBase, latestSnapshotAsBase } from './base.js';
import { type Accepted, type Collected, collectEntries } from './collectEntries.js';
import { type HotfixInput, readHotfix } from './hotfix.js';
import { leaveOutErased } from './leaveOutErased.js';
import { readAccepted } from './readAccepted.js';
import type { HeldBack } from './snapshotEntry.js';
import { hashesOf, type SnapshotHashes } from './snapshotLines.js';
import { leaveOutWithdrawn } from './withdrawn.js';

/** An accepted candidate that keeps a snapshot from being built. */
export interface CompositionProblem {
  readonly accepted: Accepted;
  /** The beginning of a sentence. */
  readonly what: string;
}

/** What a snapshot would be, before anything is written. */
export interface Composed extends SnapshotHashes {
  readonly base: Base;
  readonly collected: Collected;
  /** What was accepted and is let in, in the order of the candidates' ids. */
  readonly accepted: readonly Accepted[];
  readonly heldBack: readonly HeldBack[];
  readonly erased: readonly string[];
  /** Ids of published entries that are not accepted any more. */
  readonly withdrawn: readonly string[];
  /** Why it must not be built as it is; what must not be released comes first. */
  readonly problems: readonly CompositionProblem[];
  /** By which it is gated. */
  readonly policy: Policy;
  readonly signed: SignedDecisions;
}

/**
 * Puts together what "Build KB Snapshot" would build. Writes nothing. Same inputs, same bytes.
 *
 * @param hotfix left out: everything that was accepted
 * @throws CodelumiError `invalid-input` when a journal or the newest snapshot is damaged, `checks-missing` for a
 *   hotfix that is not approved
 */
export async function composeSnapshot(
  context: JobContext,
  config: Config,
  hotfix?: HotfixInput,
): Promise<Composed> {
  const latest = hotfix === undefined ? undefined : await latestSnapshotAsBase(context);
  context.progress({ message: 'Reading the knowledge base' });
  const base = latest ?? (await knowledgeBaseAsBase(context, config.sources.knowledgeBase));
  context.progress({ message: 'Reading what was accepted' });
  const evaluation = await readEvaluationContext(context);
  const signed = await readSignedOf(context, await reviewDays(context));
  const { now: policy } = await readPolicies(context);
  const gates = { judge: quorumJudge(signed, policy, config.screening), config };
  const { accepted: all, heldBack } =
    hotfix === undefined
      ? await readAccepted(context, gates)
      : { accepted: await readHotfix(context, hotfix, gates), heldBack: [] };
  const unreleasable = all.flatMap((accepted) => {
    const what = whyNotReleasable(accepted, evaluation, config.screening);
    return what === undefined ? [] : [{ accepted, what }];
  });
  const tombstones = await readTombstones(context);
  const kept = leaveOutErased(base.known, all, tombstones);
  const { accepted, erased } = kept;
  const { known, withdrawn } = await leaveOutWithdrawn(context, kept.known, accepted);
  const collected = collectEntries(known, accepted, ({ candidate, state }) =>
    questionVariants(candidate, state, evaluation, config.screening),
  );
  const problems = [...unreleasable, ...collected.problems];
  const parts = { base, collected, accepted, heldBack, erased, withdrawn, problems };
  return { ...parts, policy, signed, ...hashesOf(collected.entries) };
}
