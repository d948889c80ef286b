import type { JobContext } from '../job.js';
import { describeObstacles, obstaclesTo } from '../review/acceptance.js';
import { provenanceHolds } from '../review/checkProvenance.js';
import { currentFindings } from '../review/currentFindings.js';
import type { ReviewedCandidate } from '../review/reviewedCandidates.js';
import type { EvaluationContext } from '../screening/context/evaluationContext.js';
import type { Config } from '../workspace/configSchema.js';
import type { Findings } from './fault.js';

/** Whether what is accepted could be accepted today: rules and settings may have changed since. */
export function verifyReleasable(
  { candidate, state, position }: ReviewedCandidate,
  evaluation: EvaluationContext,
  config: Config,
  { faults }: Findings,
): void {
  const found = currentFindings(candidate, state, evaluation, config.screening);
  const { checklist } = state.decidedBy?.decision ?? {};
  const obstacles = describeObstacles(obstaclesTo(found, checklist));
  if (obstacles === undefined) return;
  const message = `${candidate.id} is accepted but must not be released: ${obstacles}`;
  faults.push({ check: 'acceptance', place: position, message });
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
