import type { Candidate } from '../../records/candidate.js';
import type { ReviewState } from '../reviewState.js';
import { independentVerdicts, REVIEWS, roundsOf } from './independentReviews.js';
import { isInOverlap, type OverlapPolicy } from './overlapSample.js';

/**
 * What a candidate of the overlap still needs before it may be in a snapshot, as the rest of "it …"; undefined:
 * nothing. Reviews that differ are a dispute, see `ReviewState.disputed`; who settles it has the last word.
 */
export function waitsForReview(
  { id }: Pick<Candidate, 'id'>,
  { history }: Pick<ReviewState, 'history'>,
  policy: OverlapPolicy,
): string | undefined {
  if (!isInOverlap(id, policy)) return undefined;
  const given = independentVerdicts(roundsOf(history).at(-1) ?? []).length;
  if (given >= REVIEWS) return undefined;
  return 'waits for a second review, by somebody who does not know of the first';
}
