import type { JobContext } from '../job.js';
import type { Files } from '../ports/files.js';
import { type Candidate, inContractOrder } from '../records/candidate.js';
import { fingerprintOf } from '../records/fingerprint.js';
import { isEqual } from '../records/isEqual.js';
import { isProblem } from '../workspace/candidateFiles.js';
import { projectionFile } from '../workspace/paths.js';
import { reviewedCandidates } from './reviewedCandidates.js';
import type { ReviewState } from './reviewState.js';

/** The statuses that have a file. */
export const PROJECTED = ['accepted', 'rejected', 'flagged'] as const;

export type ProjectedStatus = (typeof PROJECTED)[number];

/**
 * Brings `accepted.jsonl`, `rejected.jsonl` and `flagged.jsonl` of a day into agreement with its
 * journals; the same journals always give the same bytes. Only files that differ are written.
 *
 * @returns the files that had to be written
 */
export async function projectDay(
  context: Pick<JobContext, 'files' | 'signal'>,
  day: string,
): Promise<string[]> {
  const projection = new Projection();
  for await (const read of reviewedCandidates(context, day, 'decided'))
    if (!isProblem(read)) projection.add(read.candidate, read.state);
  const written: string[] = [];
  for (const status of PROJECTED) {
    const file = projectionFile(day, status);
    if (await replaceIfOther(context.files, file, projection.contentOf(status))) written.push(file);
  }
  return written;
}

/** @returns whether it had to be written */
export async function replaceIfOther(
  files: Files,
  file: string,
  content: Uint8Array,
): Promise<boolean> {
  if (await holds(files, file, content)) return false;
  await files.replace(file, content);
  return true;
}

/** A file that is not there is as good as an empty one. */
export async function holds(files: Files, file: string, content: Uint8Array): Promise<boolean> {
  if ((await files.stat(file)) === undefined) return content.length === 0;
  return isEqual(await files.read(file), content);
}

/** What the files of a day must hold, byte for byte. */
export class Projection {
  readonly #lines: Record<ProjectedStatus, string[]> = { accepted: [], rejected: [], flagged: [] };

  /** Candidates have to come in file order. */
  add(candidate: Candidate, state: ReviewState): void {
    const projected = projectedLine(candidate, state);
    if (projected !== undefined) this.#lines[projected.status].push(projected.line);
  }

  contentOf(status: ProjectedStatus): Buffer {
    return Buffer.from(this.#lines[status].join(''));
  }
}

/** The file a decided candidate belongs in, and its line there; undefined where it waits again. */
export function projectedLine(
  candidate: Candidate,
  state: ReviewState,
): { readonly status: ProjectedStatus; readonly line: string } | undefined {
  const { status } = state;
  if (state.decidedBy === undefined || status === 'pending') return undefined;
  return { status, line: projectionLine(candidate, state) };
}

/**
 * The candidate as decided, without what screening computed (that may change with the rules), and
 * with the decision that put it here.
 */
function projectionLine(
  candidate: Candidate,
  { text, status, fingerprint, edited, decidedBy }: ReviewState,
): string {
  const { findings: _findings, metadata: _metadata, ...kept } = candidate;
  const line = {
    ...kept,
    ...text,
    status,
    fingerprint: fingerprintOf(text),
    text_digest: fingerprint,
    // Not the original text: it may be what had to be redacted. The candidates file has it.
    ...(edited ? { original_fingerprint: candidate.fingerprint } : {}),
    ...(decidedBy === undefined ? {} : { decision: decisionPart(decidedBy) }),
  };
  return `${JSON.stringify(inContractOrder(line))}\n`;
}

function decisionPart({ decision, writer }: NonNullable<ReviewState['decidedBy']>): object {
  const { action, at, reviewer, checklist, reason, reason_code, resolution, seq, hash, signature } =
    decision;
  return {
    action,
    at,
    reviewer,
    checklist,
    reason,
    reason_code,
    resolution,
    writer,
    seq,
    hash,
    signature,
  };
}
