import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import { type Policies, readPolicies } from '../review/quorum/policies.js';
import { isSamePolicy, USUAL_POLICY } from '../review/quorum/policyRule.js';
import { readConfig } from '../workspace/config.js';
import { CONFIG_FILE } from '../workspace/paths.js';
import type { Findings } from './fault.js';

/**
 * Whether the policy in the settings is the one that signers approved. What stands there unapproved is in force for
 * nobody.
 * @returns by which policy everything else is judged
 */
export async function verifyPolicy(
  context: Pick<JobContext, 'files' | 'clock' | 'signer'>,
  findings: Findings,
): Promise<Policies> {
  const place = { file: CONFIG_FILE };
  const fault = (message: string, where: { file: string; line?: number } = place) =>
    findings.faults.push({ check: 'policy', place: where, message });
  try {
    const policies = await readPolicies(context);
    const { now, written, needsApproval, heads, problems } = policies;
    for (const { place: where, message } of problems) fault(message, where);
    if (heads.length > 1)
      fault(
        `${heads.length} policies were approved beside each other; the strictest of each holds`,
      );
    if (!isSamePolicy(now, written))
      fault('the policy is another than the approved one, and is not in force');
    if (!needsApproval && !isSamePolicy(written, USUAL_POLICY)) {
      const message = 'nobody can approve this policy, since there are no signers';
      findings.warnings.push({ check: 'policy', place, message });
    }
    return policies;
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    const { what, place: where = place } = error.details;
    fault(`${what}; everything is judged by the usual policy`, where);
    return usualPolicies((await readConfig(context.files)).policy);
  }
}

function usualPolicies(written: Policies['written']): Policies {
  return {
    now: USUAL_POLICY,
    written,
    needsApproval: true,
    heads: [],
    proposed: [],
    problems: [],
    at: () => USUAL_POLICY,
  };
}
