import type { JobContext } from '../job.js';
import { readClaims } from '../review/claims/claimJournals.js';
import type { Fault } from './fault.js';

/** Whether the chains of who was to review what, and who was at it, are whole. */
export async function verifyClaims(
  context: Pick<JobContext, 'files'>,
  day: string,
): Promise<Fault[]> {
  const { problems } = await readClaims(context, day);
  return problems.map(({ about, position, message }) => ({
    check: about,
    place: position,
    message,
  }));
}
