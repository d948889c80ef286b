import type { Candidate, CandidateText } from '../records/candidate.js';
import type { ScreeningPolicy } from '../screening/recogniser.js';
import { SecretMask } from '../screening/secretMask.js';
import type { Decided } from './decide.js';
import type { ReviewState } from './reviewState.js';

/**
 * The masks of one candidate, over its text as mined and as it stands.
 * @param beside what is shown beside it; the candidate's own masks are the same with and without
 */
export function secretMaskOf(
  { candidate, state }: Pick<Decided, 'candidate' | 'state'>,
  policy: ScreeningPolicy,
  ...beside: readonly CandidateText[]
): SecretMask {
  const { query, assistant_output } = candidate;
  return new SecretMask([{ query, assistant_output }, state.text, ...beside], policy);
}

/**
 * A candidate as it may be shown: with masks where its secrets stand, wherever that is. Fingerprints and
 * hashes are those of the real text, so decisions on it hold.
 */
export function maskedReview<Review extends Decided>(review: Review, mask: SecretMask): Review {
  const { candidate, state, findings } = review;
  const { query, assistant_output } = candidate;
  const original = mask.mask({ query, assistant_output }, candidate.findings);
  const current = mask.mask(state.text, findings);
  return {
    ...review,
    candidate: {
      ...mask.maskAll(candidate),
      ...identityOf(candidate),
      ...original.text,
      findings: [...original.findings],
    },
    state: { ...maskedState(state, mask), text: current.text },
    findings: current.findings,
  };
}

/** What others refer to stays as it is, however it looks to screening; so do the files and lines of its proof. */
function identityOf({ id, source, timestamp, fingerprint, provenance, evidence }: Candidate) {
  return { id, source, timestamp, fingerprint, provenance, evidence };
}

function maskedState(state: ReviewState, mask: SecretMask): ReviewState {
  const masked = (entry: Entry | undefined) => entry && maskedDecision(entry, mask);
  return {
    ...state,
    decidedBy: masked(state.decidedBy),
    voided: masked(state.voided),
    approvals: state.approvals.map((entry) => maskedDecision(entry, mask)),
    disputed: state.disputed?.map((entry) => maskedDecision(entry, mask)),
    history: state.history.map((entry) => maskedDecision(entry, mask)),
  };
}

type Entry = ReviewState['history'][number];

/** What people typed: the new text of an edit, and reasons. */
function maskedDecision(entry: Entry, mask: SecretMask): Entry {
  const { after, reason } = entry.decision;
  return {
    ...entry,
    decision: {
      ...entry.decision,
      ...(after === undefined ? {} : { after: mask.mask(after).text }),
      ...(reason === undefined ? {} : { reason: mask.maskLine(reason) }),
    },
  };
}
