import type { Place } from '../errors.js';
import type { JobContext } from '../job.js';
import { dayOfCandidate, type Provenance } from '../records/candidate.js';
import { provenanceHolds } from '../review/checkProvenance.js';
import { copyProof } from '../review/evidence/evidenceCopy.js';
import { disputeWords } from '../review/quorum/disputeWords.js';
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

/** Nothing is broken where people disagree; it only goes nowhere until somebody settles it. */
export function verifyAgreement(
  { candidate, state: { disputed } }: ReviewedCandidate,
  { warnings }: Findings,
): void {
  const last = disputed?.at(-1);
  if (disputed === undefined || last === undefined) return;
  const place = { file: last.file, line: last.line };
  warnings.push({
    check: 'decisions',
    place,
    message: `${candidate.id} ${disputeWords(disputed)}`,
  });
}

/** How the places that candidates come from were proved. */
export interface Proved {
  /** Places that were looked at. */
  readonly proofs: number;
  /** Those of them whose log is gone, and whose copy holds the recorded bytes. */
  readonly byCopy: number;
}

/**
 * Whether the log lines behind an accepted candidate are still what was recorded: in the log, or where that is
 * gone, in the copy that was made when it was accepted. A log that is gone without a copy proves nothing, for or
 * against; one that has other bytes there speaks against, and so does a copy that was changed.
 *
 * @param logs where logs are read from; copies are in the workspace always
 */
export async function verifyProvenance(
  { files }: Pick<JobContext, 'files'>,
  logs: Pick<JobContext, 'files'>,
  { candidate, position }: ReviewedCandidate,
  { faults, warnings }: Findings,
): Promise<Proved> {
  const proofs = candidate.provenance;
  let byCopy = 0;
  for (const proof of proofs) {
    const { proof: copy, file } = await copyProof(files, dayOfCandidate(candidate.id), proof);
    const fault = (message: string, place: Place = position) =>
      faults.push({ check: 'provenance', place, message });
    if (copy === 'damaged')
      fault(`not the bytes that ${candidate.id} was made from: this copy was changed`, { file });
    const isHere = (await logs.files.stat(proof.file)) !== undefined;
    if (isHere && !(await provenanceHolds(logs.files, proof)))
      fault(`${candidate.id} comes from ${whereOf(proof)}, where other bytes stand now`);
    if (isHere || copy === 'damaged') continue;
    if (copy === 'holds') {
      byCopy += 1;
      continue;
    }
    const message = `${candidate.id} comes from ${whereOf(proof)}; that log is not here, nor is a copy of the line`;
    warnings.push({ check: 'provenance', place: position, message });
  }
  return { proofs: proofs.length, byCopy };
}

function whereOf({ file, line }: Provenance): string {
  return `${file}:${line}`;
}
