import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import { byDay } from './dayStates.js';
import { keepEvidence } from './evidence/keepEvidence.js';
import { projected } from './projected.js';
import type { ReviewReader } from './reviewReader.js';

/**
 * What follows from decisions that are in the journals: projections, and the copies of the log lines behind what
 * is accepted. Decisions stand whatever becomes of these; both can be made again (`codelumi verify --mend`).
 *
 * @param mayAccept whether a candidate may be accepted now that was not before
 * @returns what did not work
 */
export async function afterDecisions(
  context: Pick<JobContext, 'files' | 'signal'>,
  reader: ReviewReader,
  candidates: readonly string[],
  mayAccept: boolean,
): Promise<string | undefined> {
  const warning = await projected(reader, byDay(candidates).keys());
  try {
    await keepEvidence(context, reader, candidates, mayAccept);
    return warning;
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    return (
      warning ??
      `What was decided is recorded, but the log lines behind it could not be copied: ${error.message}`
    );
  }
}
