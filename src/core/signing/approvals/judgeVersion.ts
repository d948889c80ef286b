import { DAY_MS } from '../../durations.js';
import type { JobContext } from '../../job.js';
import { distinctSigners } from '../distinctSigners.js';
import { isSignatureFault, type SignedBy } from '../signatureFault.js';
import type { Signers } from '../signers.js';
import { verifySignatures } from '../verifyEnvelope.js';
import type { Approval, ApprovalProblem } from './approvalFiles.js';
import type { VersionContent } from './approvedVersion.js';
import { countValidSigners } from './countValidSigners.js';

/** A version that enough people approved, of a chain of such versions. */
export interface ApprovedVersion {
  readonly id: string;
  readonly content: VersionContent;
  /** When it had enough approvals, ISO 8601. */
  readonly at: string;
  /** Who approved it; some perhaps later. */
  readonly by: readonly SignedBy[];
}

/** A version that too few have approved yet. */
export interface ProposedVersion extends Omit<ApprovedVersion, 'at'> {
  /** How many approvals it takes. */
  readonly needed: number;
}

/** Whose approvals count for a version, and what else is asked of it. */
export interface ApprovalRule {
  readonly kind: string;
  /** How many people have to approve a version that follows these, where there are as many. */
  quorumOf(parents: readonly ApprovedVersion[]): number;
  /** Each of these groups must approve, as many of it as the quorum says. */
  signersOf(content: VersionContent, parents: readonly ApprovedVersion[]): readonly Signers[];
  /** Why the version can be none, whoever approves it; undefined where it can. */
  whyNot(content: VersionContent, parents: readonly ApprovedVersion[]): string | undefined;
}

/** The clock is looked at where there is one: who signs in the future has set theirs. */
export type ReplayContext = Pick<JobContext, 'signer'> & Partial<Pick<JobContext, 'clock'>>;

export interface Judging {
  readonly context: ReplayContext;
  readonly rule: ApprovalRule;
  /** Which approvals are passed over, by who signed them. */
  readonly ignores: (approval: Approval, signed: SignedBy) => boolean;
  /** The versions that are followed. */
  readonly parents: readonly ApprovedVersion[];
  readonly problems: ApprovalProblem[];
}

const IGNORED = 'The approval is by a key that was revoked in another branch';

/** Clocks of two machines may be so far apart. */
const SKEW_MS = DAY_MS;

/**
 * Whether enough people have approved a version; undefined where nobody has who may.
 * @param group all approvals of it
 */
export async function judgeVersion(
  group: readonly Approval[],
  judging: Judging,
): Promise<ApprovedVersion | ProposedVersion | undefined> {
  const { rule, parents, problems } = judging;
  const [first] = group;
  if (first === undefined) return undefined;
  const { version: id, content } = first;
  const whyNot = rule.whyNot(content, parents);
  if (whyNot !== undefined) {
    for (const { file, line } of group) problems.push({ place: { file, line }, message: whyNot });
    return undefined;
  }
  const groups: Group[] = rule.signersOf(content, parents).map((signers) => ({ signers, by: [] }));
  for (const approval of group) {
    const message = await sortIn(approval, groups, judging);
    if (message === undefined) continue;
    problems.push({ place: { file: approval.file, line: approval.line }, message });
  }
  const quorum = rule.quorumOf(parents);
  const all = unique(groups.flatMap(({ by }) => by));
  const times = all.map(({ at }) => at).sort();
  const at = times.find((time) => groups.every((each) => isEnough(each, quorum, time)));
  if (at !== undefined) return { id, content, at, by: all };
  const latest = times.at(-1);
  if (latest === undefined) return undefined;
  const needed = Math.max(...groups.map(({ signers }) => neededOf(signers, quorum, latest)));
  return { id, content, by: all, needed };
}

/** Whose approval it is; the beginning of a sentence where it does not count. */
async function countsAs(
  { envelope, principal, at }: Approval,
  signers: Signers,
  { context, parents }: Judging,
): Promise<SignedBy | string> {
  const late = parents.find((parent) => at < parent.at);
  if (late !== undefined) return 'The approval is older than the version that it follows';
  const now = context.clock?.now().getTime() ?? Number.POSITIVE_INFINITY;
  if (Date.parse(at) > now + SKEW_MS) return 'The approval is from the future';
  const wanted = { namespace: 'codelumi-policy@v1', signers, at } as const;
  const [found, ...more] = await verifySignatures(context, envelope, wanted);
  if (found === undefined || more.length > 0) return 'The approval does not bear one signature';
  if (isSignatureFault(found)) return found.message;
  return found.principal === principal ? found : 'The approval names somebody else than signed it';
}

interface Group {
  readonly signers: Signers;
  /** Whose approvals count in it. */
  readonly by: SignedBy[];
}

/** Adds an approval to each group in which it counts. @returns where it counts in none, why */
async function sortIn(
  approval: Approval,
  groups: readonly Group[],
  judging: Judging,
): Promise<string | undefined> {
  const messages: string[] = [];
  for (const { signers, by } of groups) {
    const found = await countsAs(approval, signers, judging);
    if (typeof found === 'string') messages.push(found);
    else if (judging.ignores(approval, found)) messages.push(IGNORED);
    else by.push(found);
  }
  return messages.length < groups.length ? undefined : messages[0];
}

function isEnough({ signers, by }: Group, quorum: number, time: string): boolean {
  return distinctSigners(by.filter(({ at }) => at <= time)) >= neededOf(signers, quorum, time);
}

/** Where fewer may sign than the quorum asks for, all of them; one at least. */
function neededOf(signers: Signers, quorum: number, at: string): number {
  return Math.max(1, Math.min(quorum, countValidSigners(signers, at)));
}

function unique(signed: readonly SignedBy[]): SignedBy[] {
  return [...new Map(signed.map((each) => [`${each.keyid} ${each.principal}`, each])).values()];
}
