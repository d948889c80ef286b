import { disputeWords } from '../review/quorum/disputeWords.js';
import type { Quorum } from '../review/quorum/quorumOf.js';
import type { ReviewedCandidate } from '../review/reviewedCandidates.js';
import { resolutionOf } from '../review/standingEntry.js';
import type { HeldBack } from './snapshotEntry.js';

/** What may go into a snapshot, and what must wait. */
export interface Gated {
  /** In the order of their ids. */
  readonly accepted: readonly ReviewedCandidate[];
  readonly heldBack: readonly HeldBack[];
}

type Reason = Omit<HeldBack, 'candidate'>;

/**
 * Holds back what too few people approved, what people do not agree about, and what was decided beside a
 * candidate that is held back: that would point to an entry that is not there.
 *
 * @param read accepted and disputed candidates of all days
 */
export function holdBack(
  read: readonly ReviewedCandidate[],
  quorumOf: (read: ReviewedCandidate) => Quorum,
): Gated {
  const why = new Map<string, Reason>();
  for (const each of read) {
    const reason = reasonToWait(each, quorumOf);
    if (reason !== undefined) why.set(each.candidate.id, reason);
  }
  for (let before = -1; before < why.size; ) {
    before = why.size;
    for (const each of read) {
      const beside = besideOf(each);
      if (beside === undefined || why.has(each.candidate.id) || !why.has(beside)) continue;
      const words = `was decided beside ${beside}, which waits itself`;
      why.set(each.candidate.id, { kind: 'beside', why: words });
    }
  }
  const byId = (a: string, b: string) => (a < b ? -1 : 1);
  return {
    accepted: read
      .filter(({ candidate }) => !why.has(candidate.id))
      .sort((a, b) => byId(a.candidate.id, b.candidate.id)),
    heldBack: [...why]
      .map(([candidate, reason]) => ({ candidate, ...reason }))
      .sort((a, b) => byId(a.candidate, b.candidate)),
  };
}

function reasonToWait(
  read: ReviewedCandidate,
  quorumOf: (read: ReviewedCandidate) => Quorum,
): Reason | undefined {
  const { disputed } = read.state;
  if (disputed !== undefined) return { kind: 'dispute', why: disputeWords(disputed) };
  const { missing } = quorumOf(read);
  return missing === undefined ? undefined : { kind: 'approval', why: missing };
}

/** The candidate that it was merged into, or takes the place of. */
function besideOf({ state }: ReviewedCandidate): string | undefined {
  const resolution = resolutionOf(state);
  if (resolution.kind === 'keep' || resolution.entry.where === 'kb') return undefined;
  return resolution.entry.id;
}
