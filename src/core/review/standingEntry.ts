import { CodelumiError } from '../errors.js';
import type { JobContext } from '../job.js';
import { type CandidateText, dayOfCandidate, isCandidateId } from '../records/candidate.js';
import { textDigest } from '../records/fingerprint.js';
import { type EntryRef, KEEP, type Resolution } from '../records/resolution.js';
import { kbEntriesWith } from '../retrieval/knowledgeBase.js';
import { readConfig } from '../workspace/config.js';
import type { ReviewReader } from './reviewReader.js';
import { type ReviewState, reviewStateOf } from './reviewState.js';

/** What stands where a reference points, as it is now. */
export interface StandingEntry extends EntryRef {
  readonly text: CandidateText;
  readonly variants: readonly string[];
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Of a candidate; the knowledge base has no such state. */
  readonly state: ReviewState | undefined;
}

/**
 * Reads what an id names now. Where several entries of the knowledge base go by one id, the one with the
 * wanted digest is given, else the first of them, which is the one that keeps the id in snapshots.
 *
 * @returns undefined when nothing goes by that id
 * @throws CodelumiError `invalid-input` when the candidate's line was damaged
 */
export function readStandingEntry(
  context: Pick<JobContext, 'files' | 'signal'>,
  ref: Omit<EntryRef, 'digest'> & { readonly digest?: string },
  reader: ReviewReader,
): Promise<StandingEntry | undefined> {
  return ref.where === 'kb' ? kbEntry(context, ref.id, ref.digest) : candidateEntry(ref.id, reader);
}

async function kbEntry(
  context: Pick<JobContext, 'files' | 'signal'>,
  id: string,
  digest: string | undefined,
): Promise<StandingEntry | undefined> {
  const { sources } = await readConfig(context.files);
  let first: StandingEntry | undefined;
  for await (const entry of kbEntriesWith(context, sources.knowledgeBase, id)) {
    const { question, answer, variants, position } = entry;
    const text = { query: question, assistant_output: answer };
    const { file, line } = position;
    const standing: StandingEntry = {
      where: 'kb',
      id,
      digest: textDigest(text),
      text,
      variants,
      file,
      line,
      state: undefined,
    };
    if (digest === undefined || standing.digest === digest) return standing;
    first ??= standing;
  }
  return first;
}

async function candidateEntry(
  id: string,
  reader: ReviewReader,
): Promise<StandingEntry | undefined> {
  if (!isCandidateId(id)) return undefined;
  const stored = await reader.candidate(id);
  if (stored === undefined) return undefined;
  const { candidate, position } = stored;
  const { decisions } = await reader.decisions(dayOfCandidate(id));
  const own = decisions.filter(({ decision }) => decision.candidate === id);
  const state = reviewStateOf(candidate, own);
  return {
    where: 'candidate',
    id,
    digest: state.fingerprint,
    text: state.text,
    variants: candidate.metadata.variants ?? [],
    file: position.file,
    line: position.line,
    state,
  };
}

/**
 * A reference to what an id names now, for who says so by its id alone.
 * @throws CodelumiError `not-found`
 */
export async function entryRefTo(
  context: Pick<JobContext, 'files' | 'signal'>,
  id: string,
  reader: ReviewReader,
): Promise<EntryRef> {
  const where = isCandidateId(id) ? 'candidate' : 'kb';
  const standing = await readStandingEntry(context, { where, id }, reader);
  if (standing === undefined) throw noSuchEntry({ where, id });
  return { where, id, digest: standing.digest };
}

export function noSuchEntry({ where, id }: Omit<EntryRef, 'digest'>): CodelumiError {
  return new CodelumiError({
    reason: 'not-found',
    what: where === 'kb' ? `The knowledge base has no entry ${id}` : `There is no candidate ${id}`,
    remedy: 'Compare again to see what is there; nothing was written.',
  });
}

/**
 * Why nothing can be merged into this, or take its place; undefined where it can. Only what is accepted for
 * itself stands in a snapshot.
 */
export function whyNoEntry({ id, state }: Pick<StandingEntry, 'id' | 'state'>): string | undefined {
  if (state === undefined) return undefined;
  if (state.status !== 'accepted') return `${id} is ${state.status}, so it is no entry yet`;
  const resolution = resolutionOf(state);
  if (resolution.kind !== 'merge') return undefined;
  return `${id} was merged into ${resolution.entry.id}, so it is no entry itself`;
}

/** What an accepted candidate becomes beside what is there; nothing else has a say in that. */
export function resolutionOf({ status, decidedBy }: ReviewState): Resolution {
  return (status === 'accepted' ? decidedBy?.decision.resolution : undefined) ?? KEEP;
}
