import type { JobContext } from '../../job.js';
import { splitLines } from '../../records/lineSplitter.js';
import { parsedJson } from '../../records/parsedJson.js';
import { filesIn } from '../../workspace/filesIn.js';
import { setTornTailAside } from '../../workspace/journal.js';
import { APPROVALS_FOLDER } from '../../workspace/paths.js';
import { type Envelope, parseEnvelope, statementIn } from '../envelope.js';
import { type ApprovalStatement, approvalIn } from './approvedVersion.js';

/** A line of a file of approvals; whether its signature holds has not been looked at. */
export interface Approval extends ApprovalStatement {
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly envelope: Envelope;
}

/** Something about approvals that is not as it must be. */
export interface ApprovalProblem {
  readonly place: { readonly file: string; readonly line?: number };
  readonly message: string;
}

export interface ReadApprovals {
  readonly approvals: readonly Approval[];
  readonly problems: readonly ApprovalProblem[];
}

const ENDING = '.jsonl';
const MAX_LINE_BYTES = 16 * 1024 * 1024;

type ReadContext = Pick<JobContext, 'files'>;

export function approvalsFile(writer: string): string {
  return `${APPROVALS_FOLDER}/${writer}${ENDING}`;
}

/** All approvals of one kind, of every writer. A last line that nothing ends was promised to nobody. */
export async function readApprovals({ files }: ReadContext, kind: string): Promise<ReadApprovals> {
  const approvals: Approval[] = [];
  const problems: ApprovalProblem[] = [];
  for (const file of await filesIn(files, APPROVALS_FOLDER, ENDING)) {
    for await (const { line, bytes, terminated } of splitLines(
      files.readChunks(file),
      MAX_LINE_BYTES,
    )) {
      if (!terminated) continue;
      const approval = approvalOn(bytes);
      if (approval === undefined)
        problems.push({
          place: { file, line },
          message: 'the line is no approval; it does not count',
        });
      else if (approval.content.kind === kind) approvals.push({ ...approval, file, line });
    }
  }
  return { approvals, problems };
}

function approvalOn(bytes: Buffer | undefined): Omit<Approval, 'file' | 'line'> | undefined {
  const envelope = parseEnvelope(parsedJson(bytes));
  const statement = envelope && statementIn(envelope);
  const approval = statement && approvalIn(statement);
  return envelope && approval && { ...approval, envelope };
}

/** Adds an approval to this writer's file and flushes it. The caller holds the workspace lock. */
export async function appendApproval(
  { files }: ReadContext,
  writer: string,
  envelope: Envelope,
): Promise<void> {
  const file = approvalsFile(writer);
  if ((await files.stat(file)) !== undefined) await setTornTailAside(files, file);
  await files.append(file, `${JSON.stringify(envelope)}\n`);
}
