import { addToGroup } from '../../records/addToGroup.js';
import type { SignedBy } from '../signatureFault.js';
import type { Approval, ApprovalProblem } from './approvalFiles.js';
import {
  type ApprovalRule,
  type ApprovedVersion,
  judgeVersion,
  type ProposedVersion,
  type ReplayContext,
} from './judgeVersion.js';

export interface Replay {
  /** By id. */
  readonly approved: ReadonlyMap<string, ApprovedVersion>;
  readonly proposed: ReadonlyMap<string, ProposedVersion>;
  /** The approved versions that no other one follows: a single one, but where branches parted. */
  readonly heads: readonly ApprovedVersion[];
  readonly problems: readonly ApprovalProblem[];
}

/**
 * Plays approvals through, from the first version on. One counts if it is signed by somebody who may sign as the
 * versions before say, and is not older than these.
 *
 * @param ignores which approvals are passed over, by who signed them
 */
export async function replayApprovals(
  context: ReplayContext,
  approvals: readonly Approval[],
  rule: ApprovalRule,
  ignores: (approval: Approval, signed: SignedBy) => boolean = () => false,
): Promise<Replay> {
  const waiting = new Map<string, Approval[]>();
  for (const approval of approvals) addToGroup(waiting, approval.version, approval);
  const approved = new Map<string, ApprovedVersion>();
  const proposed = new Map<string, ProposedVersion>();
  const problems: ApprovalProblem[] = [];
  for (let before = -1; before !== waiting.size; ) {
    before = waiting.size;
    for (const [id, group] of waiting) {
      const parents = parentsOf(group, approved);
      if (parents === undefined) continue;
      waiting.delete(id);
      const version = await judgeVersion(group, { context, rule, ignores, parents, problems });
      if (version === undefined) continue;
      if ('needed' in version) proposed.set(id, version);
      else approved.set(id, version);
    }
  }
  const message = 'The approval is of a version that follows none that was approved';
  for (const { file, line } of [...waiting.values()].flat())
    problems.push({ place: { file, line }, message });
  return { approved, proposed, heads: headsOf(approved), problems };
}

function parentsOf(
  [first]: readonly Approval[],
  approved: ReadonlyMap<string, ApprovedVersion>,
): ApprovedVersion[] | undefined {
  const follows = first?.content.follows ?? [];
  const parents = follows.map((id) => approved.get(id)).filter((each) => each !== undefined);
  return parents.length === follows.length ? parents : undefined;
}

function headsOf(approved: ReadonlyMap<string, ApprovedVersion>): ApprovedVersion[] {
  const followed = new Set([...approved.values()].flatMap(({ content }) => content.follows));
  return [...approved.values()].filter(({ id }) => !followed.has(id));
}

/** A version and everything before it. */
export function ancestryOf(
  id: string,
  approved: ReadonlyMap<string, ApprovedVersion>,
): Set<string> {
  const found = new Set<string>();
  const open = [id];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(approved.get(next)?.content.follows ?? []));
  }
  return found;
}
