import { CodelumiError } from '../../errors.js';
import type { Job, JobContext } from '../../job.js';
import type { Finding } from '../../records/candidate.js';
import { codeSpan } from '../../records/markdownText.js';
import { visibleLine } from '../../records/visibleText.js';
import { readEvaluationContext } from '../../screening/context/screeningContext.js';
import { isProblem } from '../../workspace/candidateFiles.js';
import { readConfig } from '../../workspace/config.js';
import type { Config } from '../../workspace/configSchema.js';
import { withWorkspaceLock } from '../../workspace/lock.js';
import { reviewFile } from '../../workspace/paths.js';
import { currentFindings } from '../currentFindings.js';
import { secretMaskOf } from '../maskedReview.js';
import { type ReviewedCandidate, reviewDays, reviewedCandidates } from '../reviewedCandidates.js';
import { readReviewFile } from './readReviewFile.js';
import type { ReviewFileItem } from './reviewFile.js';
import { shownDigest, shownText } from './shownText.js';
import { writeReviewFile } from './writeReviewFile.js';

export interface ExportInput {
  /** Left out: the newest day on which something waits. */
  readonly day?: string;
  /** At most so many candidates. */
  readonly limit?: number;
  /** Also over a file in which somebody ticked or wrote something that was not read in. */
  readonly force?: boolean;
}

export interface ExportedReview {
  readonly file: string;
  readonly day: string;
  readonly candidates: number;
  /** How many more wait that day. */
  readonly left: number;
}

/** More is hard to work through in one file. */
const USUAL_LIMIT = 100;
const LONGEST_NOTE = 300;
const PROOFS = 3;

/**
 * Writes what waits on one day into `training/staging/review_YYYY-MM-DD.md`, for people to tick without the editor.
 *
 * @throws CodelumiError `not-found` where nothing waits; `changed-meanwhile` where the file holds work that was not
 *   read in
 */
export const exportReviewFile: Job<ExportInput, ExportedReview> = async (input, context) => {
  const config = await readConfig(context.files);
  const { day, waiting } = await waitingOn(context, input.day);
  const evaluation = await readEvaluationContext(context);
  const items = waiting.map((read): ReviewFileItem => {
    const { candidate, state } = read;
    const findings = currentFindings(candidate, state, evaluation, config.screening);
    return itemOf(read, findings, config);
  });
  const file = reviewFile(day);
  return withWorkspaceLock(context, `write ${file}`, async (lock) => {
    if (input.force !== true && (await holdsWork(context, file, items))) throw holdsWorkError(file);
    const shown = items.slice(0, input.limit ?? USUAL_LIMIT);
    const left = items.length - shown.length;
    const nonce = context.processes.randomId();
    await lock.confirm();
    await context.files.replace(file, writeReviewFile({ day, nonce, left }, shown));
    return { file, day, candidates: shown.length, left };
  });
};

async function waitingOn(
  context: JobContext,
  wanted: string | undefined,
): Promise<{ readonly day: string; readonly waiting: readonly ReviewedCandidate[] }> {
  const days = wanted === undefined ? (await reviewDays(context)).sort().reverse() : [wanted];
  for (const day of days) {
    context.progress({ message: `Reading ${day}` });
    const waiting: ReviewedCandidate[] = [];
    for await (const read of reviewedCandidates(context, day)) {
      if (isProblem(read)) continue; // The list and verification tell of damaged lines.
      const { status } = read.state;
      if (status === 'pending' || status === 'flagged') waiting.push(read);
    }
    if (waiting.length > 0) return { day, waiting };
  }
  throw new CodelumiError({
    reason: 'not-found',
    what: wanted === undefined ? 'No candidate waits for a decision' : `Nothing waits on ${wanted}`,
    remedy: 'Extract candidates first, or name another day.',
  });
}

function itemOf(
  { candidate, state }: ReviewedCandidate,
  findings: readonly Finding[],
  { screening }: Pick<Config, 'screening'>,
): ReviewFileItem {
  const mask = secretMaskOf({ candidate, state }, screening);
  const note = (text: string) => codeSpan(visibleLine(mask.maskLine(text), LONGEST_NOTE));
  const proofs = candidate.provenance.slice(0, PROOFS).map(({ file, line }) => `${file}:${line}`);
  const { text } = mask.mask(state.text, findings);
  const shown = shownDigest({
    query: shownText(text.query),
    assistant_output: shownText(text.assistant_output),
  });
  const { fingerprint, lastHash: on } = state;
  return {
    key: { candidate: candidate.id, fingerprint, on, shown },
    text,
    notes: [
      ...(state.status === 'flagged' ? ['Set aside for a second look.'] : []),
      ...(state.edited ? ['The text was edited in review.'] : []),
      ...findings.map(
        ({ severity, rule, message }) => `${severity}: ${note(`${rule}: ${message}`)}`,
      ),
      ...proofs.map((proof) => `from ${note(proof)}`),
    ],
  };
}

/** Whether somebody did something in the file about what is still open just so. */
async function holdsWork(
  { files }: JobContext,
  file: string,
  fresh: readonly ReviewFileItem[],
): Promise<boolean> {
  if ((await files.stat(file)) === undefined) return false;
  const read = readReviewFile(Buffer.from(await files.read(file)).toString('utf8'));
  if (read === undefined || read.faults.length > 0) return true;
  const open = new Map(fresh.map((item) => [item.key.candidate, item]));
  return read.items.some(({ key, verdict, reason, text }) => {
    const now = open.get(key.candidate);
    if (now?.key.on !== key.on || now.key.fingerprint !== key.fingerprint) return false;
    return verdict !== undefined || reason !== '' || shownDigest(text) !== key.shown;
  });
}

function holdsWorkError(file: string): CodelumiError {
  return new CodelumiError({
    reason: 'changed-meanwhile',
    what: 'Somebody ticked or wrote something in this file that was not read in',
    place: { file },
    remedy: 'Read it in first (codelumi review import), or export with --force to lose it.',
  });
}
