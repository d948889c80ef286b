import type { Decision } from '../../records/decision.js';
import type { Resolution } from '../../records/resolution.js';
import type { ReviewedCandidate } from '../../review/reviewedCandidates.js';

const NOBODY = '0'.repeat(64);

/** A candidate as if somebody had accepted it as it stands, with this choice. Nothing of it is ever written. */
export function asAccepted(reviewed: ReviewedCandidate, resolution: Resolution): ReviewedCandidate {
  const { candidate, state, position } = reviewed;
  const decision: Decision = {
    v: 1,
    seq: 1,
    at: candidate.timestamp,
    reviewer: { name: 'nobody', email: '' },
    action: 'accept',
    candidate: candidate.id,
    fingerprint: state.fingerprint,
    on: state.lastHash,
    resolution,
    prev: NOBODY,
    hash: NOBODY,
  };
  const decidedBy = { decision, writer: '', file: position.file, line: position.line };
  return {
    ...reviewed,
    state: { ...state, status: 'accepted', decidedBy, approvals: [decidedBy], disputed: undefined },
  };
}
