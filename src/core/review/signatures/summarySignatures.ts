import type { JobContext } from '../../job.js';
import type { CandidateSummary } from '../candidateSummary.js';
import { readDecisions } from '../decisionJournals.js';
import { DaySignatures } from './daySignatures.js';
import type { SignatureMark } from './signatureMark.js';

/** Candidates as lists show them, with what is known of the signature of what gave the status. */
export async function withSignatures(
  context: Pick<JobContext, 'files' | 'signer'>,
  candidates: readonly CandidateSummary[],
): Promise<CandidateSummary[]> {
  const wanted = new Set(candidates.map(({ decision }) => decision));
  const days = candidates.filter(({ decision }) => decision !== undefined).map(({ day }) => day);
  const marks = new Map<string, SignatureMark>();
  for (const day of new Set(days)) {
    const { decisions } = await readDecisions(context, day);
    const shown = decisions.filter(({ decision }) => wanted.has(decision.hash));
    for (const [hash, mark] of await new DaySignatures(context, day).marksOf(shown))
      marks.set(hash, mark);
  }
  return candidates.map((candidate) => withSignature(candidate, marks));
}

/** @param marks by the hash of the decision */
export function withSignature(
  candidate: CandidateSummary,
  marks: ReadonlyMap<string, SignatureMark>,
): CandidateSummary {
  const mark = candidate.decision === undefined ? undefined : marks.get(candidate.decision);
  return mark === undefined ? candidate : { ...candidate, signature: mark.kind };
}
