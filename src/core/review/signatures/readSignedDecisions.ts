import type { JobContext } from '../../job.js';
import type { SignedBy } from '../../signing/signatureFault.js';
import { readDecisions } from '../decisionJournals.js';
import { DaySignatures } from './daySignatures.js';

/**
 * Which decisions on a day's candidates are signed by their reviewer, with a key that was theirs at that time, and
 * by whom. Everything is read anew and checked.
 *
 * @returns by the hash of the decision; what is not signed, or not as it must be, is left out
 * @throws CodelumiError `invalid-input` when it cannot be told who may sign
 */
export async function readSignedDecisions(
  context: Pick<JobContext, 'files' | 'signer'>,
  day: string,
): Promise<ReadonlyMap<string, SignedBy>> {
  const { decisions } = await readDecisions(context, day);
  const marks = await new DaySignatures(context, day).marksOf(decisions);
  const signed = new Map<string, SignedBy>();
  for (const [hash, mark] of marks) {
    if (mark.kind !== 'signed') continue;
    const { keyid, principal, at } = mark;
    signed.set(hash, { keyid, principal, at });
  }
  return signed;
}
