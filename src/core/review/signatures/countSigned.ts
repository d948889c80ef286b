import type { JobContext } from '../../job.js';
import { isProblem } from '../../workspace/candidateFiles.js';
import type { JournalledDecision } from '../decisionJournals.js';
import { reviewDays, reviewedCandidates } from '../reviewedCandidates.js';
import { DaySignatures } from './daySignatures.js';

/** How many of the acceptances that stand are signed by their reviewer. */
export interface SignedCount {
  readonly signed: number;
  readonly of: number;
}

/** Counts from the files, and checks every signature. */
export async function countSigned(
  context: Pick<JobContext, 'files' | 'signal' | 'signer'>,
): Promise<SignedCount> {
  let signed = 0;
  let of = 0;
  for (const day of await reviewDays(context)) {
    const acceptances: JournalledDecision[] = [];
    for await (const read of reviewedCandidates(context, day, 'decided')) {
      if (isProblem(read) || read.state.status !== 'accepted') continue;
      if (read.state.decidedBy !== undefined) acceptances.push(read.state.decidedBy);
    }
    const marks = await new DaySignatures(context, day).marksOf(acceptances);
    of += acceptances.length;
    for (const { kind } of marks.values()) if (kind === 'signed') signed += 1;
  }
  return { signed, of };
}
