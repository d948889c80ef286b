import type { JobContext } from '../../core/job.js';
import type { Decided } from '../../core/review/decide.js';
import { maskedReview, secretMaskOf } from '../../core/review/maskedReview.js';
import { readConfig } from '../../core/workspace/config.js';

/** A candidate as terminals and logs of schedulers may hold it: with masks where its secrets stand. */
export async function maskedForShell<Review extends Decided>(
  { files }: Pick<JobContext, 'files'>,
  review: Review,
): Promise<Review> {
  const { screening } = await readConfig(files);
  return maskedReview(review, secretMaskOf(review, screening));
}
