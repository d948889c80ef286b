import type { JobContext } from '../job.js';
import type { ReadFault } from '../records/readFault.js';
import { questionVariants } from '../review/questionVariants.js';
import { readPolicies } from '../review/quorum/policies.js';
import { quorumJudge, readSignedOf } from '../review/quorum/quorumJudge.js';
import type { SignedDecisions } from '../review/quorum/signedDecisions.js';
import { whyNotReleasable } from '../review/release.js';
import { reviewDays } from '../review/reviewedCandidates.js';
import { readEvaluationContext } from '../screening/context/screeningContext.js';
import { readTombstones, type Tombstones } from '../screening/erasure/tombstones.js';
import type { Config } from '../workspace/configSchema.js';
import type { Policy } from '../workspace/settings/policySchema.js';
import { type Base, knowledgeBaseAsBase, latestSnapshotAsBase } from './base.js';
import { type Accepted, Collecting, type Tally } from './collectEntries.js';
import { ComposedEntries, fetchEntries } from './composedEntries.js';
import { type HotfixInput, readHotfix } from './hotfix.js';
import { isErased, leaveOutErasedCandidates } from './leaveOutErased.js';
import { PlaceTable } from './placeTable.js';
import { readAccepted } from './readAccepted.js';
import type { HeldBack } from './snapshotEntry.js';
import { Withdrawals } from './withdrawn.js';

/** An accepted candidate that keeps a snapshot from being built. */
export interface CompositionProblem {
  readonly accepted: Accepted;
  /** The beginning of a sentence. */
  readonly what: string;
}

/** So many losses are told of by their place; a log taken for a knowledge base has thousands. */
const MOST_LOST = 20;

/** What a snapshot would be, before anything is written. */
export interface Composed {
  readonly base: Base;
  /** Stretches of what it begins with that were lost. */
  readonly unreadable: number;
  /** The first of them, at their places. */
  readonly lost: readonly ReadFault[];
  readonly entries: ComposedEntries;
  readonly tally: Tally;
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
 * Puts together what "Build KB Snapshot" would build. Writes nothing. Same inputs, same bytes. What it begins with is not held:
 * of each entry its id, the fingerprint of its text and its place are kept, some 300 bytes at most.
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
  const goneIds = await erasedIds(base, tombstones);
  const { accepted, erased } = leaveOutErasedCandidates(all, goneIds, tombstones);
  const withdrawals = new Withdrawals(context, accepted);
  const collecting = new Collecting(accepted);
  const places = new PlaceTable();
  let unreadable = 0;
  const lost: ReadFault[] = [];
  context.progress({ message: 'Reading the knowledge base' });
  for await (const batch of base.read((fault) => {
    unreadable += 1;
    if (lost.length < MOST_LOST) lost.push(fault);
  }))
    for (const { known, position } of batch) {
      if (isErased(known, tombstones)) continue;
      if (withdrawals.isDoubtful(known) && (await withdrawals.isWithdrawn(known))) continue;
      collecting.addKnown(known, () => places.add(position));
    }
  const wanted = collecting.wanted().map((each, index) => ({ ...each, index }));
  for await (const { entry } of fetchEntries(context, base, places, wanted)) collecting.hold(entry);
  const tally = collecting.finish(({ candidate, state }) =>
    questionVariants(candidate, state, evaluation, config.screening),
  );
  const entries = new ComposedEntries(context, base, collecting, places);
  const problems = [...unreleasable, ...tally.problems];
  const withdrawn = withdrawals.ids;
  const parts = { base, unreadable, lost, entries, tally, accepted, heldBack, erased, withdrawn };
  return { ...parts, problems, policy, signed };
}

/** Of what a snapshot begins with, as decisions call it. */
async function erasedIds(base: Base, tombstones: Tombstones): Promise<ReadonlySet<string>> {
  const gone = new Set<string>();
  if (tombstones.isEmpty) return gone;
  for await (const batch of base.read(() => {}))
    for (const { known } of batch) if (isErased(known, tombstones)) gone.add(known.ref.id);
  return gone;
}
