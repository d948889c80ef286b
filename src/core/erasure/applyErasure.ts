import { CodelumiError } from '../errors.js';
import type { Job, JobContext } from '../job.js';
import { addToGroup } from '../records/addToGroup.js';
import { candidateLine, dayOfCandidate } from '../records/candidate.js';
import type { Reviewer } from '../records/decision.js';
import { readJsonLines } from '../records/jsonLinesReader.js';
import { ERASURE_CODE } from '../records/reasonCode.js';
import { afterDecisions } from '../review/afterDecisions.js';
import { decideMany } from '../review/decideMany.js';
import type { RefusedItem } from '../review/refusedItem.js';
import { filesReader } from '../review/reviewReader.js';
import { howWritten, matcherOf } from '../screening/erasure/soughtText.js';
import { tombstoneOf } from '../screening/erasure/tombstones.js';
import { candidateOf, hasId, isProblem } from '../workspace/candidateFiles.js';
import { appendToJournal } from '../workspace/journal.js';
import { withWorkspaceLock } from '../workspace/lock.js';
import { candidatesFile, TOMBSTONES_FOLDER } from '../workspace/paths.js';
import { writerOf } from '../workspace/writer.js';
import { erasedCandidate } from './erasedCandidate.js';
import type { ErasurePlan } from './erasurePlan.js';
import { type FindInput, formsOf } from './findPerson.js';
import { entriesConcerned, planErasure } from './planErasure.js';

export interface ApplyInput extends FindInput {
  /** The plan that somebody has seen and said yes to. */
  readonly plan: string;
  readonly reviewer: Reviewer;
}

export interface Erased {
  /** Where the tombstone stands. */
  readonly tombstone: string;
  readonly rejected: readonly string[];
  readonly refused: readonly RefusedItem[];
  readonly rewritten: readonly string[];
  /** Copies of log lines that are gone. */
  readonly evidence: readonly string[];
  readonly left: ErasurePlan['left'];
  readonly warning?: string;
}

/**
 * Erases somebody as planned. The tombstone is written first: whatever breaks off afterwards, nothing new comes in, and
 * planning again shows what is left to do.
 *
 * @throws CodelumiError `changed-meanwhile` when this is no longer the plan that was shown; then nothing was done.
 *   `locked`, `not-writable`
 */
export const applyErasure: Job<ApplyInput, Erased> = async (
  { values, plan: wanted, reviewer },
  context,
) => {
  const plan = await planErasure({ values }, context);
  if (plan.id !== wanted) throw otherPlan();
  const tombstone = await writeTombstone(context, values, reviewer);
  const { rejected, refused } = await rejectAll(context, plan, reviewer);
  // The text of an acceptance that stands must not change under it.
  const stuck = new Set(refused.map(({ candidate }) => candidate));
  const rewrite = plan.rewrite.filter(({ candidate }) => !stuck.has(candidate));
  const rewritten = await rewriteCandidates(context, rewrite, values);
  const warning = await projectAnew(context, plan);
  const evidence = await deleteEvidence(context, plan);
  return {
    ...{ tombstone, rejected, refused, rewritten, evidence, left: plan.left },
    ...(warning === undefined ? {} : { warning }),
  };
};

async function writeTombstone(
  context: JobContext,
  values: readonly string[],
  reviewer: Reviewer,
): Promise<string> {
  const forms = formsOf(values);
  const entries = await entriesConcerned(context, matcherOf(forms));
  return withWorkspaceLock(context, 'write a tombstone', async (lock) => {
    const file = `${TOMBSTONES_FOLDER}/${await writerOf(context)}.jsonl`;
    const { action, ...rest } = tombstoneOf(context.processes.randomId(), forms, entries);
    const at = context.clock.now().toISOString();
    await lock.confirm();
    await appendToJournal(context.files, file, { at, action, reviewer, ...rest });
    return file;
  });
}

async function rejectAll(
  context: JobContext,
  { reject: items }: ErasurePlan,
  reviewer: Reviewer,
): Promise<{ readonly rejected: readonly string[]; readonly refused: readonly RefusedItem[] }> {
  if (items.length === 0) return { rejected: [], refused: [] };
  const { decided, refused } = await decideMany(context, {
    action: 'reject',
    reviewer,
    reason: 'Somebody has to be forgotten.',
    reasonCode: ERASURE_CODE,
    from: 'to erase somebody',
    items,
  });
  return { rejected: decided.map(({ candidate }) => candidate), refused };
}

/** Only the lines concerned change; every other line keeps its bytes, also those that nobody can read. */
async function rewriteCandidates(
  context: JobContext,
  rewrite: ErasurePlan['rewrite'],
  values: readonly string[],
): Promise<string[]> {
  const matches = matcherOf(formsOf(values));
  const holds = (text: string) => howWritten(text, matches) !== undefined;
  const days = new Map<string, string[]>();
  for (const { candidate } of rewrite) addToGroup(days, dayOfCandidate(candidate), candidate);
  const rewritten: string[] = [];
  for (const [day, ids] of days) {
    await withWorkspaceLock(context, 'erase somebody from candidates', async (lock) => {
      const wanted = new Set(ids);
      const content = await contentWithout(context, candidatesFile(day), wanted, holds);
      await lock.confirm();
      await context.files.replace(candidatesFile(day), content);
    });
    rewritten.push(...ids);
  }
  return rewritten;
}

async function contentWithout(
  { files, signal }: JobContext,
  file: string,
  wanted: ReadonlySet<string>,
  holds: (text: string) => boolean,
): Promise<Buffer> {
  const before = Buffer.from(await files.read(file));
  const pieces: Uint8Array[] = [];
  let kept = 0;
  for await (const item of readJsonLines(files, file, { looksLikeRecord: hasId, signal })) {
    const read = candidateOf(item);
    if (isProblem(read) || !wanted.has(read.candidate.id)) continue;
    const erased = erasedCandidate(read.candidate, holds);
    if (erased === undefined) continue;
    const { byteOffset, byteLength } = read.position;
    pieces.push(before.subarray(kept, byteOffset));
    pieces.push(Buffer.from(candidateLine(erased.candidate).trimEnd()));
    kept = byteOffset + byteLength;
  }
  return Buffer.concat([...pieces, before.subarray(kept)]);
}

/** The days' files that others read still hold the text that was there. */
function projectAnew(
  context: JobContext,
  { reject, rewrite }: ErasurePlan,
): Promise<string | undefined> {
  const ids = [...reject, ...rewrite].map(({ candidate }) => candidate);
  return withWorkspaceLock(context, 'write projections anew', () =>
    afterDecisions(context, filesReader(context), [...new Set(ids)], false),
  );
}

async function deleteEvidence(context: JobContext, { evidence }: ErasurePlan): Promise<string[]> {
  return withWorkspaceLock(context, 'delete copies of log lines', async () => {
    const deleted: string[] = [];
    for (const file of evidence) {
      if ((await context.files.stat(file)) === undefined) continue;
      await context.files.remove(file);
      deleted.push(file);
    }
    return deleted;
  });
}

function otherPlan(): CodelumiError {
  return new CodelumiError({
    reason: 'changed-meanwhile',
    what: 'This is not the plan that was shown: something was added or decided since, or other values were given',
    remedy: 'Plan again, look at it, and say yes to that; nothing was done.',
  });
}
