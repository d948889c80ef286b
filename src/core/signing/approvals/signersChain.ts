import type { JobContext } from '../../job.js';
import { type Approval, type ApprovalProblem, readApprovals } from './approvalFiles.js';
import type { ApprovedVersion, ProposedVersion, ReplayContext } from './judgeVersion.js';
import { ancestryOf, type Replay, replayApprovals } from './replayApprovals.js';
import { SIGNERS_RULE, signersIn } from './signersRule.js';

/** The versions of who may sign, as far as approvals carry them. */
export interface SignersChain {
  /** The version that holds; none where there are no signers yet, or where branches parted. */
  readonly head: ApprovedVersion | undefined;
  /** More than one where branches parted. */
  readonly heads: readonly ApprovedVersion[];
  /** The ids of the first versions that the heads come from. */
  readonly roots: readonly string[];
  readonly proposed: readonly ProposedVersion[];
  readonly problems: readonly ApprovalProblem[];
}

/** Anybody can write first versions of their own: only so many are held against each other. */
const MOST_HEADS = 8;

export type ChainContext = ReplayContext & Pick<JobContext, 'files'>;

export async function readSignersChain(context: ChainContext): Promise<SignersChain> {
  const { approvals, problems } = await readApprovals(context, SIGNERS_RULE.kind);
  const replay = await replayApprovals(context, approvals, SIGNERS_RULE);
  const { approved, proposed, heads, problems: more } = await settled(context, approvals, replay);
  const ancestors = new Set(heads.flatMap(({ id }) => [...ancestryOf(id, approved)]));
  return {
    head: heads.length === 1 ? heads[0] : undefined,
    heads,
    roots: [...ancestors].filter((id) => approved.get(id)?.content.follows.length === 0).sort(),
    proposed: [...proposed.values()],
    problems: [...problems, ...more],
  };
}

/**
 * Where branches parted, one of them may have revoked a key that carries the others: that is how a stolen key
 * loses, even if its thief forges a branch with an older date. If each revokes the other's, nobody can tell.
 */
async function settled(
  context: ChainContext,
  approvals: readonly Approval[],
  replay: Replay,
): Promise<Replay> {
  if (replay.heads.length < 2 || replay.heads.length > MOST_HEADS) return replay;
  const winners: Replay[] = [];
  for (const { id, content } of replay.heads) {
    const { revoked } = signersIn(content);
    const before = ancestryOf(id, replay.approved);
    const without = await replayApprovals(
      context,
      approvals,
      SIGNERS_RULE,
      ({ version }, { keyid }) => revoked.has(keyid) && !before.has(version),
    );
    if (without.heads.length === 1) winners.push(without);
  }
  const [winner, rival] = winners;
  return winner === undefined || rival !== undefined ? replay : winner;
}
