import type { JobContext } from '../job.js';
import {
  type ReviewedCandidate,
  reviewDays,
  reviewedCandidates,
} from '../review/reviewedCandidates.js';
import { isProblem } from '../workspace/candidateFiles.js';
import type { KnownEntry } from './base.js';

export interface Standing {
  readonly known: readonly KnownEntry[];
  /** Ids of published entries that nobody stands behind any more, in order. */
  readonly withdrawn: readonly string[];
}

/**
 * Leaves out what a published snapshot brought into the knowledge base and is not accepted any more: whether something
 * learned stays is said by the journals, and the published file is only a copy of what they said. Where the journals do
 * not know the decision, as in a workspace that has the knowledge base alone, the entry is kept like any other.
 *
 * @param accepted what is let into the snapshot
 */
export async function leaveOutWithdrawn(
  context: JobContext,
  known: readonly KnownEntry[],
  accepted: readonly ReviewedCandidate[],
): Promise<Standing> {
  const standing = new Set(accepted.map(({ candidate }) => candidate.id));
  const doubtful = known.filter(
    ({ learned }) => learned !== undefined && !standing.has(learned.candidate),
  );
  if (doubtful.length === 0) return { known, withdrawn: [] };
  const made = await decisionsMade(context);
  const gone = new Set(doubtful.filter(({ learned }) => made.has(learned?.decision ?? '')));
  return {
    known: known.filter((each) => !gone.has(each)),
    withdrawn: [...gone].map(({ entry }) => entry.id).sort(),
  };
}

/** The hashes of all decisions. */
async function decisionsMade(context: JobContext): Promise<ReadonlySet<string>> {
  const made = new Set<string>();
  for (const day of await reviewDays(context)) {
    for await (const read of reviewedCandidates(context, day)) {
      if (isProblem(read)) continue;
      for (const { decision } of read.state.history) made.add(decision.hash);
    }
  }
  return made;
}
