import type { JobContext } from '../../job.js';
import type { ScreeningPolicy } from '../../screening/recogniser.js';
import type { SignedBy } from '../../signing/signatureFault.js';
import type { Policy } from '../../workspace/settings/policySchema.js';
import type { ReviewedCandidate } from '../reviewedCandidates.js';
import { readSignedDecisions } from '../signatures/readSignedDecisions.js';
import { authorsOf } from './authorship.js';
import { type Quorum, quorumOf, type Release } from './quorumOf.js';
import type { SignedDecisions } from './signedDecisions.js';

/** Whether enough people approved a candidate as it stands. */
export type QuorumJudge = (
  read: Pick<ReviewedCandidate, 'candidate' | 'state'>,
  release: Release,
) => Quorum;

export function quorumJudge(
  signed: SignedDecisions,
  policy: Policy,
  screening: ScreeningPolicy,
): QuorumJudge {
  return ({ candidate, state }, release) => {
    const authors = authorsOf(candidate, state, screening);
    return quorumOf({ approvals: state.approvals, authors }, signed, release, policy);
  };
}

/** The signatures on decisions of several days; see `readSignedDecisions`. */
export async function readSignedOf(
  context: Pick<JobContext, 'files' | 'signer'>,
  days: Iterable<string>,
): Promise<SignedDecisions> {
  const signed = new Map<string, SignedBy>();
  for (const day of days)
    for (const [hash, by] of await readSignedDecisions(context, day)) signed.set(hash, by);
  return signed;
}
