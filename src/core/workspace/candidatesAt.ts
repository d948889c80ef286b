import { throwIfCancelled } from '../errors.js';
import type { JobContext } from '../job.js';
import { parseRecords } from '../records/parseRecords.js';
import { candidateOf, hasId, isProblem, type StoredCandidate } from './candidateFiles.js';
import { candidatesFile } from './paths.js';

/** Where a candidate stands in its day's file, as a reading of the whole file found it. */
export interface CandidatePlace {
  readonly id: string;
  /** From 1. */
  readonly line: number;
  readonly byteOffset: number;
  readonly byteLength: number;
}

/**
 * Reads single candidates of a day by their places, checked in full.
 * @returns one for each place, in order; undefined where something else stands there by now
 */
export async function* readCandidatesAt(
  { files, signal }: Pick<JobContext, 'files' | 'signal'>,
  day: string,
  places: readonly CandidatePlace[],
): AsyncGenerator<StoredCandidate | undefined> {
  if (places.length === 0) return;
  const file = candidatesFile(day);
  const ranges = places.map(({ byteOffset, byteLength }) => ({
    start: byteOffset,
    end: byteOffset + byteLength,
  }));
  let next = 0;
  for await (const bytes of files.readRanges(file, ranges)) {
    throwIfCancelled(signal);
    const place = places[next];
    next += 1;
    if (place !== undefined) yield candidateIn(Buffer.from(bytes), file, place);
  }
}

function candidateIn(
  bytes: Buffer,
  file: string,
  { id, line, byteOffset, byteLength }: CandidatePlace,
): StoredCandidate | undefined {
  const [item] = parseRecords({ file, line, byteOffset, bytes }, hasId);
  if (item === undefined) return undefined;
  const found = candidateOf(item);
  if (isProblem(found) || found.position.byteLength !== byteLength) return undefined;
  return found.candidate.id === id ? found : undefined;
}
