import { CodelumiError } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { type ApprovalProblem, readApprovals } from '../../signing/approvals/approvalFiles.js';
import type { ApprovedVersion, ProposedVersion } from '../../signing/approvals/judgeVersion.js';
import { replayApprovals } from '../../signing/approvals/replayApprovals.js';
import { readSigners } from '../../signing/readSigners.js';
import { readConfig } from '../../workspace/config.js';
import type { Policy } from '../../workspace/settings/policySchema.js';
import { policyIn, policyRule, USUAL_POLICY } from './policyRule.js';
import { strictestValidation } from './strictestValidation.js';

/** By which policy gates judge. */
export interface Policies {
  /** The one that is in force. */
  readonly now: Policy;
  /** As the settings have it; in force only where nobody can approve one, or enough have. */
  readonly written: Policy;
  /** Whether there are signers, so that a policy other than the usual one has to be approved. */
  readonly needsApproval: boolean;
  /** The approved versions that no other follows; several where branches parted: then the strictest of each holds. */
  readonly heads: readonly ApprovedVersion[];
  readonly proposed: readonly ProposedVersion[];
  readonly problems: readonly ApprovalProblem[];
  /** The one that was in force at a time, ISO 8601; undefined: nobody had approved any by then. */
  at(time: string | undefined): Policy | undefined;
}

type Context = Pick<JobContext, 'files' | 'signer'> & Partial<Pick<JobContext, 'clock'>>;

/** @throws CodelumiError `invalid-input` when the settings cannot be read, or nobody can tell who may sign */
export async function readPolicies(context: Context): Promise<Policies> {
  const { policy: written } = await readConfig(context.files);
  const signers = await readSigners(context);
  const { approvals, problems } = await readApprovals(context, 'policy');
  const replay = await replayApprovals(context, approvals, policyRule(signers));
  const approved = [...replay.approved.values()];
  const needsApproval = signers.allowed.length > 0;
  const inForce = strictest(replay.heads);
  return {
    now: inForce ?? (needsApproval ? USUAL_POLICY : written),
    written,
    needsApproval,
    heads: replay.heads,
    proposed: [...replay.proposed.values()],
    problems: [...problems, ...replay.problems],
    at: (time = '') => {
      const known = approved.filter((each) => each.at <= time);
      const followed = new Set(known.flatMap(({ content }) => content.follows));
      return strictest(known.filter(({ id }) => !followed.has(id)));
    },
  };
}

/**
 * The policy that lists show by. Where nobody can tell who may sign, review goes on: gates and verify say so.
 * @throws CodelumiError `invalid-input` when the settings cannot be read
 */
export async function readListPolicy(context: Context): Promise<Policy> {
  try {
    return (await readPolicies(context)).now;
  } catch (error) {
    if (!(error instanceof CodelumiError)) throw error;
    return (await readConfig(context.files)).policy;
  }
}

const UNSIGNED = ['none', 'canary', 'prod'] as const;

function strictest(versions: readonly ApprovedVersion[]): Policy | undefined {
  const [first, ...others] = versions.flatMap(({ content }) => policyIn(content) ?? []);
  if (first === undefined) return undefined;
  return others.reduce<Policy>((one, other) => {
    const validation = strictestValidation(one.validation, other.validation);
    return {
      quorum: {
        entry: Math.max(one.quorum.entry, other.quorum.entry),
        hotfix: Math.max(one.quorum.hotfix, other.quorum.hotfix),
        release: Math.max(one.quorum.release, other.quorum.release),
        policy: Math.max(one.quorum.policy, other.quorum.policy),
      },
      unsigned: UNSIGNED.find((each) => each === one.unsigned || each === other.unsigned) ?? 'none',
      ...(validation === undefined ? {} : { validation }),
    };
  }, first);
}
