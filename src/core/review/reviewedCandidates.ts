import type { JobContext } from '../job.js';
import {
  isProblem,
  type Problem,
  readCandidates,
  type StoredCandidate,
} from '../workspace/candidateFiles.js';
import { candidatesFile } from '../workspace/paths.js';
import { readDecisions } from './decisionJournals.js';
import { byCandidate, type ReviewState, reviewStateOf } from './reviewState.js';

export interface ReviewedCandidate extends StoredCandidate {
  readonly state: ReviewState;
}

/**
 * One day's candidates with what was decided about them, in file order, and everything in the way:
 * damaged lines, broken journals, decisions on candidates that are gone.
 */
export async function* reviewedCandidates(
  context: Pick<JobContext, 'files' | 'signal'>,
  day: string,
): AsyncGenerator<ReviewedCandidate | Problem> {
  const { decisions, problems } = await readDecisions(context, day);
  yield* problems;
  const decisionsOf = byCandidate(decisions);
  const missing = new Set(decisionsOf.keys());
  if ((await context.files.stat(candidatesFile(day))) !== undefined) {
    for await (const read of readCandidates(context, day)) {
      if (isProblem(read)) {
        yield read;
        continue;
      }
      const { id } = read.candidate;
      missing.delete(id);
      yield { ...read, state: reviewStateOf(read.candidate, decisionsOf.get(id) ?? []) };
    }
  }
  for (const id of missing) {
    const [entry] = decisionsOf.get(id) ?? [];
    const position = { file: entry?.file ?? candidatesFile(day), line: entry?.line ?? 1 };
    yield {
      about: 'decisions',
      position,
      message: `a decision on ${id}, which ${candidatesFile(day)} does not hold`,
    };
  }
}
