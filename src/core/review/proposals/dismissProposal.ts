import { wrongUsage } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { dayOfCandidate } from '../../records/candidate.js';
import type { Reviewer } from '../../records/decision.js';
import { appendToJournal } from '../../workspace/journal.js';
import { withWorkspaceLock } from '../../workspace/lock.js';
import { writerOf } from '../../workspace/writer.js';
import { proposalsFile, readProposals } from './proposalJournals.js';

export interface DismissRequest {
  readonly candidate: string;
  /** Hash of the proposal. */
  readonly proposal: string;
  readonly reviewer: Reviewer;
}

/**
 * A person puts an agent's proposal away. That is no decision on the candidate.
 * @throws CodelumiError `wrong-usage` when there is no such proposal, `locked`
 */
export async function dismissProposal(
  context: Pick<JobContext, 'files' | 'clock' | 'processes' | 'signal'>,
  { candidate, proposal, reviewer }: DismissRequest,
): Promise<void> {
  const day = dayOfCandidate(candidate);
  await withWorkspaceLock(context, `dismiss a proposal for ${candidate}`, async (lock) => {
    const { of } = await readProposals(context, day);
    if (of.get(candidate)?.some(({ hash }) => hash === proposal) !== true)
      throw wrongUsage('There is no such proposal any more', 'Look at the candidate again.');
    const journal = proposalsFile(day, await writerOf(context));
    const at = context.clock.now().toISOString();
    await lock.confirm();
    const entry = { at, action: 'dismiss', reviewer, candidate, proposal };
    await appendToJournal(context.files, journal, entry);
  });
}
