import { CodelumiError } from '../../errors.js';
import type { JobContext } from '../../job.js';
import { writerOf } from '../../workspace/writer.js';
import { signStatement } from '../envelope.js';
import { requireKey } from '../requireKey.js';
import { signerFor } from '../signers.js';
import { appendApproval } from './approvalFiles.js';
import { approvalStatement, type VersionContent } from './approvedVersion.js';
import type { ApprovalRule, ApprovedVersion } from './judgeVersion.js';

export type ApproveContext = Pick<JobContext, 'files' | 'clock' | 'processes' | 'signer'>;

export interface VersionToApprove {
  readonly rule: ApprovalRule;
  /** What is to follow these versions. */
  readonly parents: readonly ApprovedVersion[];
  readonly texts: VersionContent['texts'];
  /** E-mail address of who approves. */
  readonly principal: string;
}

/**
 * Signs that a version is to follow others. Whether one more approval is enough, a replay tells. The caller holds
 * the lock, from before it read what stands there.
 *
 * @returns adds what was signed to this writer's approvals
 *
 * @throws CodelumiError `cannot-sign` without a usable key; `wrong-usage` where who signs may not; `invalid-input`
 *   where the version can be none.
 */
export async function approveVersion(
  context: ApproveContext,
  { rule, parents, texts, principal }: VersionToApprove,
): Promise<() => Promise<void>> {
  const content = { kind: rule.kind, follows: parents.map(({ id }) => id).sort(), texts };
  const whyNot = rule.whyNot(content, parents);
  if (whyNot !== undefined) throw refused('invalid-input', whyNot, 'Mend that, then try again.');
  const at = timeAfter(parents, context.clock.now());
  const key = await requireKey(context);
  const asked = { key: key.blob, principal, namespace: 'codelumi-policy@v1', at } as const;
  const found = rule.signersOf(content, parents).map((signers) => signerFor(signers, asked));
  const faults = found.filter((each) => 'fault' in each);
  // Of branches that parted, it is enough to be a signer of one.
  if (faults.length === found.length)
    throw refused('wrong-usage', faults[0]?.message ?? 'Nobody may approve it', ASK);
  const statement = approvalStatement(content, { principal, at });
  const envelope = await signStatement(context, statement, 'codelumi-policy@v1', principal);
  if (envelope === undefined) throw refused('cannot-sign', 'The key is gone', 'Try again.');
  const writer = await writerOf(context);
  return () => appendApproval(context, writer, envelope);
}

const ASK = 'Ask somebody who is a signer to approve it.';

/** Now, but never before what is followed: clocks of two machines differ. */
function timeAfter(parents: readonly ApprovedVersion[], now: Date): string {
  return [now.toISOString(), ...parents.map(({ at }) => at)].sort().at(-1) ?? '';
}

function refused(
  reason: 'cannot-sign' | 'wrong-usage' | 'invalid-input',
  what: string,
  remedy: string,
): CodelumiError {
  return new CodelumiError({ reason, what, remedy });
}
