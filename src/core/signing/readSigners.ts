import { pinnedRoot } from './approvals/pinnedRoot.js';
import { type ChainContext, readSignersChain } from './approvals/signersChain.js';
import { signersDoubt } from './approvals/signersDoubt.js';
import { signersIn } from './approvals/signersRule.js';
import type { Signers } from './signers.js';

const NOBODY: Signers = { allowed: [], revoked: new Set() };

/**
 * Who may sign in this workspace, as signers have approved it: what else stands in the working tree's files does
 * not count. Nobody where nothing was approved yet.
 *
 * @throws CodelumiError `invalid-input` where that cannot be told: branches parted, or another first version took
 *   the place of the one that this clone trusts
 */
export async function readSigners(context: ChainContext): Promise<Signers> {
  const chain = await readSignersChain(context);
  const doubt = signersDoubt(chain, await pinnedRoot(context));
  if (doubt !== undefined) throw doubt;
  return chain.head === undefined ? NOBODY : signersIn(chain.head.content);
}
