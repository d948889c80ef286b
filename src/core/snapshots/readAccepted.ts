import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import { waitsForReview } from '../review/overlap/waitsForReview.js';
import type { QuorumJudge } from '../review/quorum/quorumJudge.js';
import {
  type ReviewedCandidate,
  reviewDays,
  reviewedCandidates,
} from '../review/reviewedCandidates.js';
import { isProblem, type Problem, type StoredCandidate } from '../workspace/candidateFiles.js';
import type { Config } from '../workspace/configSchema.js';
import { type Gated, holdBack } from './heldBack.js';

/** By which rules candidates are let into a snapshot. */
export interface Gates {
  readonly judge: QuorumJudge;
  readonly config: Pick<Config, 'screening' | 'review'>;
}

/**
 * What was accepted on all days and enough people approved, and what is held back.
 * @throws CodelumiError `invalid-input` when what was reviewed cannot be read in full
 */
export async function readAccepted(context: JobContext, gates: Gates): Promise<Gated> {
  const read = await readDecided(context);
  return holdBack(read, (each) => {
    const quorum = gates.judge(each, 'entry');
    const waits = waitsForReview(each.candidate, each.state, gates.config.review);
    return { ...quorum, missing: quorum.missing ?? waits };
  });
}

/** Accepted and disputed candidates of all days. */
export async function readDecided(context: JobContext): Promise<ReviewedCandidate[]> {
  const decided: ReviewedCandidate[] = [];
  for (const day of await reviewDays(context)) {
    for await (const read of reviewedCandidates(context, day)) {
      if (!isProblem(read)) {
        if (read.state.status === 'accepted' || read.state.disputed !== undefined)
          decided.push(read);
      } else if (read.about === 'decisions') throw damagedReview(read);
    }
  }
  return decided;
}

export function notReleasable({ position }: StoredCandidate, what: string): CodelumiError {
  return new CodelumiError({
    reason: 'checks-missing',
    what,
    place: position,
    remedy: 'Reopen it, mend it and accept it again; no snapshot was built.',
  });
}

function damagedReview({ position, message }: Problem): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: `What was reviewed cannot be read in full: ${message}`,
    place: position,
    remedy: 'Mend the line or restore the file from Git; no snapshot was built.',
  });
}
