import type { JobContext } from '../job.js';
import { addToGroup } from '../records/addToGroup.js';
import type { JournalledDecision } from '../review/decisionJournals.js';
import { readSignedDecisions } from '../review/signatures/readSignedDecisions.js';

/**
 * How many of these decisions bear no signature that holds: by their reviewer, with a key that was theirs at that time.
 * A decision that only names a key is not signed.
 *
 * @throws CodelumiError `invalid-input` when it cannot be told who may sign
 */
export async function countUnsigned(
  context: Pick<JobContext, 'files' | 'signer'>,
  decisions: readonly JournalledDecision[],
): Promise<number> {
  const days = new Map<string, JournalledDecision[]>();
  for (const entry of decisions) addToGroup(days, entry.file.split('/')[1] ?? '', entry);
  let unsigned = 0;
  for (const [day, ofDay] of days) {
    const signed = await readSignedDecisions(context, day);
    unsigned += ofDay.filter(({ decision }) => !signed.has(decision.hash)).length;
  }
  return unsigned;
}
