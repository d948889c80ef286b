import type { Job } from '../job.js';
import { describeChanges } from './approvals/describeChanges.js';
import { pinnedRoot } from './approvals/pinnedRoot.js';
import { readSignersChain } from './approvals/signersChain.js';
import { signersDoubt } from './approvals/signersDoubt.js';
import { signersIn } from './approvals/signersRule.js';
import { workingSigners } from './approvals/workingSigners.js';
import { formatPublicKey, keyidOf } from './publicKey.js';
import type { SignedBy } from './signatureFault.js';
import type { Signers } from './signers.js';

export interface ListedSigner {
  readonly principals: string;
  readonly keyid: string;
  readonly public_key: string;
  readonly namespaces?: string | undefined;
  /** ISO 8601. */
  readonly valid_after?: string | undefined;
  readonly valid_before?: string | undefined;
  readonly state: 'valid' | 'not-yet-valid' | 'ended' | 'revoked';
}

export interface SignersList {
  /** The version that holds; undefined where there are no signers yet. */
  readonly version?: string | undefined;
  /** When it came to hold, and who approved it. */
  readonly at?: string | undefined;
  readonly approved_by: readonly SignedBy[];
  /** The first version of all, which is trusted on first use. */
  readonly root?: string | undefined;
  readonly signers: readonly ListedSigner[];
  /** What stands in the files and is not approved, a line each. */
  readonly unapproved: readonly string[];
}

/**
 * Who may sign in this workspace.
 * @throws CodelumiError `invalid-input` where that cannot be told
 */
export const listSigners: Job<Record<string, never>, SignersList> = async (_input, context) => {
  const chain = await readSignersChain(context);
  const doubt = signersDoubt(chain, await pinnedRoot(context));
  if (doubt !== undefined) throw doubt;
  const { head, roots } = chain;
  const approved = signersIn(head?.content ?? { texts: {} });
  const working = signersIn({ texts: await workingSigners(context) });
  return {
    version: head?.id,
    at: head?.at,
    approved_by: head?.by ?? [],
    root: roots[0],
    signers: approved.allowed.map((signer) =>
      listed(signer, approved, context.clock.now().getTime()),
    ),
    unapproved: describeChanges(approved, working),
  };
};

function listed(
  { principals, key, namespaces, validAfter, validBefore }: Signers['allowed'][number],
  { revoked }: Signers,
  now: number,
): ListedSigner {
  const keyid = keyidOf(key);
  const stateOf = (): ListedSigner['state'] => {
    if (revoked.has(keyid)) return 'revoked';
    if (validBefore !== undefined && now > validBefore) return 'ended';
    return validAfter !== undefined && now < validAfter ? 'not-yet-valid' : 'valid';
  };
  return {
    principals,
    keyid,
    public_key: formatPublicKey(key),
    namespaces,
    valid_after: isoOf(validAfter),
    valid_before: isoOf(validBefore),
    state: stateOf(),
  };
}

function isoOf(time: number | undefined): string | undefined {
  return time === undefined ? undefined : new Date(time).toISOString();
}
