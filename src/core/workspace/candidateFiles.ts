import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import { type Candidate, candidateSchema } from '../records/candidate.js';
import { fingerprintOf } from '../records/fingerprint.js';
import { readJsonLines } from '../records/jsonLinesReader.js';
import { describeFault, isLoss } from '../records/readFault.js';
import type { ReadItem } from '../records/readItem.js';
import type { RecordPosition } from '../records/recordPosition.js';
import type { LinePlace } from './linePlace.js';
import { CANDIDATES_FOLDER, candidatesFile, isDay } from './paths.js';

/** A line that the product wrote, or should have written, and cannot use. */
export interface Problem {
  /** `decisions`: what was decided cannot be told in full, so nothing may be released. */
  readonly about: 'candidates' | 'decisions' | 'claims' | 'proposals';
  readonly position: Pick<RecordPosition, 'file' | 'line'>;
  readonly message: string;
}

export function isProblem(read: object): read is Problem {
  return 'message' in read;
}

export interface StoredCandidate {
  readonly candidate: Candidate;
  readonly position: RecordPosition;
}

type ReadContext = Pick<JobContext, 'files' | 'signal'>;

/** The days that have a file of candidates, oldest first. */
export async function candidateDays({ files }: Pick<JobContext, 'files'>): Promise<string[]> {
  const entries = await files.list(CANDIDATES_FOLDER);
  return entries
    .filter(({ name, kind }) => kind === 'file' && name.endsWith('.jsonl'))
    .map(({ name }) => name.slice(0, -'.jsonl'.length))
    .filter(isDay);
}

/**
 * Streams one day's candidates in file order; lines that are no candidates come as problems.
 * @param isWanted others are passed over without a closer look
 */
export async function* readCandidates(
  { files, signal }: ReadContext,
  day: string,
  isWanted: (id: string) => boolean = () => true,
): AsyncGenerator<StoredCandidate | Problem> {
  const file = candidatesFile(day);
  const seen = new Set<string>();
  for await (const item of readJsonLines(files, file, { looksLikeRecord: hasId, signal })) {
    // Odd text inside a whole record is for screening to judge.
    if (item.kind === 'fault' && !isLoss(item.fault.kind)) continue;
    if (item.kind === 'record' && !isWanted(String(item.value['id']))) continue;
    const read = candidateOf(item);
    if (isProblem(read)) {
      yield read;
    } else if (seen.has(read.candidate.id)) {
      yield {
        about: 'candidates',
        position: read.position,
        message: `${read.candidate.id} stands twice in this file; the first counts`,
      };
    } else {
      seen.add(read.candidate.id);
      yield read;
    }
  }
}

/**
 * undefined when the day's file does not hold it.
 * @throws CodelumiError `invalid-input` when its line was damaged or changed.
 */
export async function findCandidate(
  context: ReadContext,
  day: string,
  id: string,
): Promise<StoredCandidate | undefined> {
  if ((await context.files.stat(candidatesFile(day))) === undefined) return undefined;
  for await (const read of readCandidates(context, day, (each) => each === id)) {
    if (!isProblem(read)) return read;
    if (read.message.includes(id)) throw unusable(read);
  }
  return undefined;
}

/** Those of a day's candidates, in file order, and what is wrong with lines; nothing where there is no file. */
export async function* candidatesNamed(
  context: ReadContext,
  day: string,
  ids: ReadonlySet<string>,
): AsyncGenerator<StoredCandidate | Problem> {
  if (ids.size === 0 || (await context.files.stat(candidatesFile(day))) === undefined) return;
  yield* readCandidates(context, day, (id) => ids.has(id));
}

/** All candidates that name a line of a log as their proof, oldest day first. */
export async function* candidatesProvedBy(
  context: ReadContext,
  { file, line }: LinePlace,
): AsyncGenerator<StoredCandidate> {
  for (const day of await candidateDays(context)) {
    for await (const read of readCandidates(context, day)) {
      if (isProblem(read)) continue;
      const { provenance } = read.candidate;
      if (provenance.some((proof) => proof.file === file && proof.line === line)) yield read;
    }
  }
}

/** The refusal of a candidate whose line has a problem. */
export function unusable({ position, message }: Problem): CodelumiError {
  return new CodelumiError({
    reason: 'invalid-input',
    what: `This candidate cannot be used: ${message}`,
    place: position,
    remedy: 'Restore the file from Git.',
  });
}

/** Says which objects in the ruins of a line are candidates, and not objects nested in one. */
export function hasId(value: Readonly<Record<string, unknown>>): boolean {
  return typeof value['id'] === 'string';
}

/** The candidate that a reader's item holds, checked in full; else what is wrong with it. */
export function candidateOf(item: ReadItem): StoredCandidate | Problem {
  if (item.kind === 'fault') return damaged(item.fault.position, describeFault(item.fault));
  const parsed = candidateSchema.safeParse(item.value);
  if (parsed.success) {
    const { data } = parsed;
    if (data.fingerprint === fingerprintOf(data))
      return { candidate: data, position: item.position };
    return damaged(
      item.position,
      `the text of ${data.id} was changed by hand; edit candidates in review`,
    );
  }
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') || 'the record';
  return damaged(item.position, `not a candidate: ${field}: ${issue?.message ?? 'not valid'}`);
}

function damaged(position: RecordPosition, message: string): Problem {
  return { about: 'candidates', position, message };
}
