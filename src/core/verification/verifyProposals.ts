import type { JobContext } from '../job.js';
import { readProposals } from '../review/proposals/proposalJournals.js';
import type { Fault } from './fault.js';

/**
 * Lines of proposals that do not count. Warnings, never faults: nothing is learned from a proposal, and whoever damages
 * one must not be able to stop a release.
 */
export async function verifyProposals(
  context: Pick<JobContext, 'files'>,
  day: string,
): Promise<Fault[]> {
  const { problems } = await readProposals(context, day);
  return problems.map(({ about, position, message }) => ({
    check: about,
    place: position,
    message,
  }));
}
