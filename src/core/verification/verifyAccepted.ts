import type { JobContext } from '../job.js';
import { provenanceHolds } from '../review/checkProvenance.js';
import { whyNotReleasable } from '../review/release.js';
import type { ReviewedCandidate } from '../review/reviewedCandidates.js';
import type { EvaluationContext } from '../screening/context/evaluationContext.js';
import type { Config } from '../workspace/configSchema.js';
import type { Findings } from './fault.js';

/** Whether what is accepted could be accepted today. */
export function verifyReleasable(
  read: ReviewedCandidate,
  evaluation: EvaluationContext,
  { screening }: Pick<Config, 'screening'>,
  { faults }: Findings,
): void {
  const message = whyNotReleasable(read, evaluation, screening);
  if (message !== undefined) faults.push({ check: 'acceptance', place: read.position, message });
}

/**
 * Whether the log lines behind an accepted candidate are still what was recorded. A log that is gone
 * proves nothing, for or against; one that has other bytes there speaks against.
 * @returns how many places were looked at
 */
export async function verifyProvenance(
  { files }: Pick<JobContext, 'files'>,
  { candidate, position }: ReviewedCandidate,
  { faults, warnings }: Findings,
): Promise<number> {
  const proofs = candidate.provenance;
  for (const proof of proofs) {
    const where = `${proof.file}:${proof.line}`;
    if ((await files.stat(proof.file)) === undefined) {
      const message = `${candidate.id} comes from ${where}, and that log is not here`;
      warnings.push({ check: 'provenance', place: position, message });
    } else if (!(await provenanceHolds(files, proof))) {
      const message = `${candidate.id} comes from ${where}, where other bytes stand now`;
      faults.push({ check: 'provenance', place: position, message });
    }
  }
  return proofs.length;
}
