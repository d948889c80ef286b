import type { Proposal } from '../../records/proposal.js';
import type { ReviewState } from '../reviewState.js';

/** More than a person reads beside one candidate. */
const MOST_SHOWN = 20;

/**
 * The proposals that wait for a person: about the text as it stands, and older than no decision. Whatever a person decides
 * settles them all, so that none outlives what it was about.
 */
export function openProposals(
  proposals: readonly Proposal[] | undefined,
  { fingerprint, lastHash }: Pick<ReviewState, 'fingerprint' | 'lastHash'>,
): readonly Proposal[] {
  return (proposals ?? [])
    .filter((each) => each.fingerprint === fingerprint && each.on === lastHash)
    .slice(0, MOST_SHOWN);
}
