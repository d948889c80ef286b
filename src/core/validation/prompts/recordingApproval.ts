import type { JobContext } from '../../job.js';
import { readApprovals } from '../../signing/approvals/approvalFiles.js';
import type { ApprovalRule, ApprovedVersion } from '../../signing/approvals/judgeVersion.js';
import { replayApprovals } from '../../signing/approvals/replayApprovals.js';
import { readSigners } from '../../signing/readSigners.js';
import type { Signers } from '../../signing/signers.js';
import { GOLDEN_PROMPTS_FOLDER } from '../../workspace/paths.js';
import type { GoldenFile } from './goldenPrompts.js';

/** What the reason of a recording is called among the texts of a version. */
const REASON_TEXT = `${GOLDEN_PROMPTS_FOLDER}#reason`;

/** Whether somebody who may sign stands behind the recorded messages. */
export interface RecordingState {
  /** `unsigned`: there are no signers, so nobody can. */
  readonly state: 'approved' | 'unapproved' | 'unsigned';
  /** Addresses of those who approve what stands there. */
  readonly approved_by: readonly string[];
  /** Of the last recording that was approved. */
  readonly reason?: string | undefined;
}

export interface Recordings extends RecordingState {
  readonly signers: Signers;
  /** The approved versions that no other follows; several where branches parted. */
  readonly heads: readonly ApprovedVersion[];
}

type Context = Pick<JobContext, 'files' | 'clock' | 'signer'>;

/** Recorded messages are approved by a signer: one, as they say what the assistant does, not what it ought to. */
export function recordingRule(signers: Signers): ApprovalRule {
  return {
    kind: 'prompts',
    quorumOf: () => 1,
    signersOf: () => [signers],
    whyNot: ({ texts }) =>
      Object.keys(texts).every((name) => name.startsWith(GOLDEN_PROMPTS_FOLDER))
        ? undefined
        : 'What is approved are no golden prompts',
  };
}

/** What is signed: every file of golden prompts, and why they were recorded. */
export function recordingTexts(
  files: readonly Pick<GoldenFile, 'file' | 'text'>[],
  reason: string,
): Readonly<Record<string, string>> {
  return {
    ...Object.fromEntries(files.map(({ file, text }) => [file, text])),
    [REASON_TEXT]: reason,
  };
}

/**
 * Who stands behind the golden prompts as they are.
 * @throws CodelumiError `invalid-input` where nobody can tell who may sign
 */
export async function readRecordings(
  context: Context,
  files: readonly GoldenFile[],
): Promise<Recordings> {
  const signers = await readSigners(context);
  if (signers.allowed.length === 0)
    return { state: 'unsigned', approved_by: [], signers, heads: [] };
  const { approvals } = await readApprovals(context, 'prompts');
  const { heads } = await replayApprovals(context, approvals, recordingRule(signers));
  const standing = heads.filter((head) => isOf(head, files));
  const [head] = standing;
  // Branches that parted and recorded the same do not disagree.
  if (head === undefined || standing.length < heads.length)
    return { state: 'unapproved', approved_by: [], signers, heads };
  const approvedBy = standing.flatMap(({ by }) => by.map(({ principal }) => principal));
  const reason = head.content.texts[REASON_TEXT];
  return { state: 'approved', approved_by: [...new Set(approvedBy)], reason, signers, heads };
}

function isOf({ content: { texts } }: ApprovedVersion, files: readonly GoldenFile[]): boolean {
  const names = Object.keys(texts).filter((name) => name !== REASON_TEXT);
  return names.length === files.length && files.every(({ file, text }) => texts[file] === text);
}
