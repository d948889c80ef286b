import type { VersionContent } from '../../signing/approvals/approvedVersion.js';
import type { ApprovalRule } from '../../signing/approvals/judgeVersion.js';
import type { Signers } from '../../signing/signers.js';
import { CONFIG_FILE } from '../../workspace/paths.js';
import { type Policy, policySchema } from '../../workspace/settings/policySchema.js';

/** What a policy is called among the texts of a version. */
const POLICY_TEXT = `${CONFIG_FILE}#policy`;

/** The policy of a workspace that says nothing. Nobody has to approve it. */
export const USUAL_POLICY: Policy = policySchema.parse({});

/**
 * A policy is approved by signers, as many as the policy before it asks for. Lines of signers are never taken away,
 * so those of now tell who could sign then.
 */
export function policyRule(signers: Signers): ApprovalRule {
  return {
    kind: 'policy',
    quorumOf: (parents) =>
      Math.max(USUAL_POLICY.quorum.policy, ...parents.map((each) => quorumIn(each.content))),
    signersOf: () => [signers],
    whyNot: (content) =>
      policyIn(content) === undefined ? 'What is approved is no policy' : undefined,
  };
}

function quorumIn(content: VersionContent): number {
  return policyIn(content)?.quorum.policy ?? USUAL_POLICY.quorum.policy;
}

/** The same text for the same policy, however the settings write it. */
export function policyTexts(policy: Policy): VersionContent['texts'] {
  return { [POLICY_TEXT]: JSON.stringify(policySchema.parse(policy)) };
}

/** undefined where it is none that this version of the product knows. */
export function policyIn({ texts }: Pick<VersionContent, 'texts'>): Policy | undefined {
  try {
    const parsed = policySchema.safeParse(JSON.parse(texts[POLICY_TEXT] ?? ''));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined; // Not JSON: the caller says that it is no policy.
  }
}

export function isSamePolicy(one: Policy, other: Policy): boolean {
  return JSON.stringify(policySchema.parse(one)) === JSON.stringify(policySchema.parse(other));
}
