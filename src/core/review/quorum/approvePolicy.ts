import type { JobContext } from '../../job.js';
import { approveVersion } from '../../signing/approvals/approveVersion.js';
import { readSigners } from '../../signing/readSigners.js';
import { withWorkspaceLock } from '../../workspace/lock.js';
import type { Policy } from '../../workspace/settings/policySchema.js';
import { type Policies, readPolicies } from './policies.js';
import { isSamePolicy, policyIn, policyRule, policyTexts } from './policyRule.js';

/** What a policy in the settings is, beside the one in force. */
export interface PolicyState {
  /** `approved`: it holds. `proposed`: more signers have to approve it. `unsigned`: there are no signers. */
  readonly state: 'approved' | 'proposed' | 'unsigned';
  /** As the settings have it. */
  readonly written: Policy;
  readonly in_force: Policy;
  /** Addresses of those who approve what the settings have. */
  readonly approved_by: readonly string[];
  /** How many have to; undefined while nobody has. */
  readonly needed?: number | undefined;
}

type Context = Pick<JobContext, 'files' | 'clock' | 'processes' | 'signal' | 'signer'>;

/** @throws CodelumiError as `readPolicies` */
export async function policyState(context: Context): Promise<PolicyState> {
  return stateOf(await readPolicies(context));
}

/**
 * Approves the policy as it stands in the settings.
 * @throws CodelumiError as `readPolicies` and `approveVersion`, `locked`; then nothing is written
 */
export function approvePolicy(context: Context, principal: string): Promise<PolicyState> {
  return withWorkspaceLock(context, 'approve the policy', async (lock) => {
    const before = await readPolicies(context);
    if (stateOf(before).state === 'approved') return stateOf(before);
    const append = await approveVersion(context, {
      rule: policyRule(await readSigners(context)),
      parents: before.heads,
      texts: policyTexts(before.written),
      principal,
    });
    await lock.confirm();
    await append();
    return stateOf(await readPolicies(context));
  });
}

function stateOf({ written, now, needsApproval, heads, proposed }: Policies): PolicyState {
  const isIt = (policy: Policy | undefined) =>
    policy !== undefined && isSamePolicy(policy, written);
  const head = heads.find(({ content }) => isIt(policyIn(content)));
  const follows = heads.map(({ id }) => id).sort();
  const proposal = proposed.find(
    ({ content }) =>
      isIt(policyIn(content)) && String([...content.follows].sort()) === String(follows),
  );
  const isInForce = isIt(now) && heads.length < 2;
  const inForce = needsApproval ? 'approved' : 'unsigned';
  return {
    state: isInForce ? inForce : 'proposed',
    written,
    in_force: now,
    approved_by: ((isInForce ? head : proposal)?.by ?? []).map(({ principal }) => principal),
    needed: isInForce ? undefined : proposal?.needed,
  };
}
