import { wrongUsage } from '../errors.js';
import type { JobContext } from '../job.js';
import type { CandidateText } from '../records/candidate.js';
import { readTombstones } from '../screening/erasure/tombstones.js';
import { ERASED } from '../screening/erasure/withoutErased.js';

/** @throws CodelumiError `wrong-usage` for a text that was erased, or that holds what was */
export type RequireNotErased = (candidate: string, text: CandidateText) => void;

/**
 * What an acceptance is asked beside everything else: a text that was erased has nothing to teach, and one that names
 * who was erased would come into no snapshot. Looked at as tombstones are now.
 */
export async function erasedTextCheck(
  context: Pick<JobContext, 'files'>,
): Promise<RequireNotErased> {
  const tombstones = await readTombstones(context);
  return (candidate, { query, assistant_output }) => {
    const texts = [query, assistant_output];
    if (texts.some((text) => text.includes(ERASED)))
      throw wrongUsage(
        `The text of ${candidate} was erased, and cannot be accepted`,
        'Reject it, or write another text in its place.',
      );
    if (texts.some((text) => tombstones.holds(text)))
      throw wrongUsage(
        `The text of ${candidate} names somebody who was erased, and cannot be accepted`,
        'Edit them out of question and answer, or reject it.',
      );
  };
}
