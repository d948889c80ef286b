import type { Policy } from '../../workspace/settings/policySchema.js';
import type { ReviewedCandidate } from '../reviewedCandidates.js';
import { disputeWords } from './disputeWords.js';
import type { QuorumJudge } from './quorumJudge.js';

/** Why something that was decided goes nowhere yet. */
export interface Attention {
  /** `approval`: too few people accepted it; `dispute`: people decided differently in parallel. */
  readonly kind: 'approval' | 'dispute';
  /** For a line in a list. */
  readonly words: string;
}

/** The same in full, as the rest of "it …". */
export interface ExplainedAttention extends Attention {
  readonly why: string;
}

const DISPUTED = 'disputed';
const WAITS = 'waits for a second reviewer';

export function attentionOf(
  read: Pick<ReviewedCandidate, 'candidate' | 'state'>,
  judge: QuorumJudge,
): ExplainedAttention | undefined {
  const { disputed, status } = read.state;
  if (disputed !== undefined)
    return { kind: 'dispute', words: DISPUTED, why: disputeWords(disputed) };
  if (status !== 'accepted') return undefined;
  const { missing, given, needed } = judge(read, 'entry');
  if (missing === undefined) return undefined;
  const isSecond = given === 1 && needed === 2;
  return {
    kind: 'approval',
    words: isSecond ? WAITS : `${given} of ${needed} approvals`,
    why: missing,
  };
}

/**
 * What lists judge by. They tell people apart by address and look at no signature; whether signatures are missing
 * is said where a candidate is opened, and by the snapshot.
 */
export function byAddress(policy: Policy): Policy {
  return { ...policy, unsigned: 'prod' };
}
