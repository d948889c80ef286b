import type { Job } from '../job.js';
import { readEvaluationContext } from '../screening/context/screeningContext.js';
import { isProblem, type Problem } from '../workspace/candidateFiles.js';
import { readConfig } from '../workspace/config.js';
import { type CandidateSummary, summaryOf } from './candidateSummary.js';
import { reviewDays, reviewedCandidates } from './reviewedCandidates.js';
import type { ReviewStatus } from './reviewState.js';

export interface QueueInput {
  readonly status?: ReviewStatus;
  readonly day?: string;
}

export interface Queue {
  readonly candidates: readonly CandidateSummary[];
  readonly counts: Readonly<Record<ReviewStatus, number>>;
  /** Lines that could not be used; the rest of the queue is whole. */
  readonly problems: readonly Problem[];
}

/** All candidates with what was decided about them, newest day first, in file order within a day. */
export const loadQueue: Job<QueueInput, Queue> = async (input, context) => {
  const { screening: policy } = await readConfig(context.files);
  const evaluation = await readEvaluationContext(context);
  const candidates: CandidateSummary[] = [];
  const problems: Problem[] = [];
  const counts = { pending: 0, flagged: 0, accepted: 0, rejected: 0 };
  for (const day of (await reviewDays(context)).sort().reverse()) {
    if (input.day !== undefined && input.day !== day) continue;
    for await (const read of reviewedCandidates(context, day)) {
      if (isProblem(read)) {
        problems.push(read);
        continue;
      }
      const { candidate, state, position } = read;
      counts[state.status] += 1;
      if (input.status !== undefined && input.status !== state.status) continue;
      const place = { day, line: position.line };
      candidates.push(summaryOf(candidate, state, place, { policy, evaluation }));
    }
  }
  return { candidates, counts, problems };
};
