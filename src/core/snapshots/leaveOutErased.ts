import type { ReviewedCandidate } from '../review/reviewedCandidates.js';
import { resolutionOf } from '../review/standingEntry.js';
import type { Tombstones } from '../screening/erasure/tombstones.js';
import { withoutErased } from '../screening/erasure/withoutErased.js';
import type { KnownEntry } from './base.js';

export interface NotErased {
  readonly known: readonly KnownEntry[];
  readonly accepted: readonly ReviewedCandidate[];
  /** Ids of what is left out, in order. */
  readonly erased: readonly string[];
}

/**
 * Keeps what was erased out of a snapshot, wherever it still stands: in the knowledge base, which is not ours to
 * change, or accepted on a branch that knew nothing of it. A candidate that was to be merged into an erased entry,
 * or to take its place, was decided on beside something that is gone, and is left out with it.
 */
export function leaveOutErased(
  known: readonly KnownEntry[],
  accepted: readonly ReviewedCandidate[],
  tombstones: Tombstones,
): NotErased {
  if (tombstones.isEmpty) return { known, accepted, erased: [] };
  const gone = new Set(known.filter((each) => isErased(each, tombstones)));
  const goneIds = new Set([...gone].map(({ ref }) => ref.id));
  return {
    known: known.filter((each) => !gone.has(each)),
    ...leaveOutErasedCandidates(accepted, goneIds, tombstones),
  };
}

/** Whether an entry that a snapshot begins with was erased, or holds something that was. */
export function isErased(
  { ref, entry: { q: question, a: answer, variants = [] } }: KnownEntry,
  tombstones: Tombstones,
): boolean {
  return tombstones.covers(ref.id, { question, answer, variants });
}

/** @param goneIds of the entries that were erased, as decisions call them */
export function leaveOutErasedCandidates(
  accepted: readonly ReviewedCandidate[],
  goneIds: ReadonlySet<string>,
  tombstones: Tombstones,
): Pick<NotErased, 'accepted' | 'erased'> {
  if (tombstones.isEmpty) return { accepted, erased: [] };
  const isGone = ({ candidate, state }: ReviewedCandidate): boolean => {
    const { query, assistant_output } = state.text;
    const resolution = resolutionOf(state);
    if (resolution.kind !== 'keep' && resolution.entry.where === 'kb')
      if (goneIds.has(resolution.entry.id)) return true;
    const variants = candidate.metadata.variants ?? [];
    return tombstones.holds([query, assistant_output, ...variants].join('\n'));
  };
  const left = new Set(accepted.filter(isGone));
  const leftIds = [...left].map(({ candidate }) => candidate.id);
  return {
    accepted: accepted.filter((each) => !left.has(each)),
    // An id may be made of a name.
    erased: [
      ...new Set([...goneIds, ...leftIds].map((id) => withoutErased(id, tombstones))),
    ].sort(),
  };
}
