import type { JobContext } from '../job.js';
import {
  candidateDays,
  isProblem,
  type Problem,
  readCandidates,
  type StoredCandidate,
} from '../workspace/candidateFiles.js';
import { candidatesFile } from '../workspace/paths.js';
import { type JournalledDecision, readDecisions, stagedDays } from './decisionJournals.js';
import { byCandidate, type ReviewState, reviewStateOf } from './reviewState.js';

export interface ReviewedCandidate extends StoredCandidate {
  readonly state: ReviewState;
}

/** The days that have candidates, or decisions on some, each once; oldest first within each kind. */
export async function reviewDays(context: Pick<JobContext, 'files'>): Promise<string[]> {
  return [...new Set([...(await candidateDays(context)), ...(await stagedDays(context))])];
}

/**
 * One day's candidates with what was decided about them, in file order, and everything in the way:
 * damaged lines, broken journals, decisions on candidates that are gone.
 *
 * @param which `decided` passes over candidates that nobody decided on
 */
export async function* reviewedCandidates(
  context: Pick<JobContext, 'files' | 'signal'>,
  day: string,
  which: 'all' | 'decided' = 'all',
): AsyncGenerator<ReviewedCandidate | Problem> {
  const { decisions, problems } = await readDecisions(context, day);
  yield* problems;
  const decisionsOf = byCandidate(decisions);
  const missing = new Set(decisionsOf.keys());
  if ((await context.files.stat(candidatesFile(day))) !== undefined) {
    const isWanted = (id: string) => which === 'all' || decisionsOf.has(id);
    for await (const read of readCandidates(context, day, isWanted)) {
      if (isProblem(read)) {
        yield read;
        continue;
      }
      const { id } = read.candidate;
      missing.delete(id);
      const state = reviewStateOf(read.candidate, decisionsOf.get(id) ?? []);
      yield { ...read, state };
      if (state.voided !== undefined) yield voidAcceptance(state.voided);
    }
  }
  for (const id of missing) yield missingCandidate(id, decisionsOf.get(id)?.[0], day);
}

/** A decision on something that is not there. */
export function missingCandidate(
  id: string,
  first: JournalledDecision | undefined,
  day: string,
): Problem {
  const file = candidatesFile(day);
  return {
    about: 'decisions',
    position: { file: first?.file ?? file, line: first?.line ?? 1 },
    message: `a decision on ${id}, which ${file} does not hold`,
  };
}

/** See `ReviewState.voided`. */
export function voidAcceptance({ decision, file, line }: JournalledDecision): Problem {
  const message = `${decision.reviewer.name} accepted ${decision.candidate} with another text than the one it has now; decide on it again`;
  return { about: 'decisions', position: { file, line }, message };
}
