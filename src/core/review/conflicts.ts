import type { JobContext } from '../job.js';
import type { DecisionAction } from '../records/decision.js';
import { isProblem } from '../workspace/candidateFiles.js';
import { reviewDays, reviewedCandidates } from './reviewedCandidates.js';

/** A candidate about which people decided differently, not knowing of each other. */
export interface Conflict {
  readonly candidate: string;
  /** The last decision of each. */
  readonly sides: readonly ConflictSide[];
}

export interface ConflictSide {
  readonly by: string;
  readonly action: DecisionAction;
  readonly at: string;
  readonly file: string;
  readonly line: number;
}

/** Everything that waits for somebody to settle it, by candidate. */
export async function listConflicts(
  context: Pick<JobContext, 'files' | 'signal'>,
): Promise<readonly Conflict[]> {
  const conflicts: Conflict[] = [];
  for (const day of (await reviewDays(context)).sort()) {
    for await (const read of reviewedCandidates(context, day, 'decided')) {
      if (isProblem(read) || read.state.disputed === undefined) continue;
      const sides = read.state.disputed.map(({ decision, file, line }) => ({
        by: decision.reviewer.name,
        action: decision.action,
        at: decision.at,
        file,
        line,
      }));
      conflicts.push({ candidate: read.candidate.id, sides });
    }
  }
  return conflicts;
}
