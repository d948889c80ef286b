import type { JobContext } from '../../job.js';
import type { Candidate, Provenance } from '../../records/candidate.js';
import { sha256 } from '../../records/sha256.js';
import { readTombstones } from '../../screening/erasure/tombstones.js';
import type { TextPolicy } from '../../screening/recogniser.js';
import { scanText } from '../../screening/scanText.js';
import { readConfig } from '../../workspace/config.js';
import { byDay, statesOn } from '../dayStates.js';
import { standing } from '../lineage.js';
import type { ReviewReader } from '../reviewReader.js';
import { byCandidate, type ReviewState } from '../reviewState.js';
import {
  copiesOf,
  EVIDENCE_PLACES,
  evidenceContent,
  evidenceFile,
  MOST_BYTES_KEPT,
  textOf,
} from './evidenceCopy.js';

type Context = Pick<JobContext, 'files' | 'signal'>;

/**
 * Whether the log lines behind a candidate are kept: from its acceptance on, also while it is taken up again
 * (its log may be gone when it is accepted once more), until it is rejected or the acceptance is undone.
 */
function needsEvidence({ status, history }: ReviewState): boolean {
  if (status === 'rejected') return false;
  return standing(history).some(({ decision }) => decision.action === 'accept');
}

/**
 * Makes the copies of log lines agree with what was decided about some candidates. The same decisions and logs
 * give the same copies; what is there already is left alone. The caller holds the lock.
 *
 * @param mayAccept false: nothing was accepted, so without copies there is nothing to do
 * @throws CodelumiError `not-writable`, `disk-full`: the decision stands all the same
 */
export async function keepEvidence(
  context: Context,
  reader: ReviewReader,
  candidates: Iterable<string>,
  mayAccept = true,
): Promise<void> {
  for (const [day, ids] of byDay(candidates)) {
    const there = await copiesOf(context.files, day);
    if (there.size === 0 && !mayAccept) continue;
    const { wanted, given } = await changesOn(reader, day, ids, there);
    await copyAll(context, day, wanted.values());
    if (given.size > 0) await dropUnneeded(context, reader, day, given);
  }
}

interface Changes {
  /** Lines to be copied, by digest. */
  readonly wanted: ReadonlyMap<string, Provenance>;
  /** Digests of copies that some candidate no longer needs. */
  readonly given: ReadonlySet<string>;
}

async function changesOn(
  reader: ReviewReader,
  day: string,
  ids: readonly string[],
  there: ReadonlySet<string>,
): Promise<Changes> {
  const wanted = new Map<string, Provenance>();
  const given = new Set<string>();
  for await (const found of statesOn(reader, day, ids)) {
    if ('error' in found) continue; // Its file says what is wrong.
    const isNeeded = needsEvidence(found.state);
    for (const proof of found.candidate.provenance) {
      if (isNeeded === there.has(proof.sha256)) continue;
      if (isNeeded) wanted.set(proof.sha256, proof);
      else given.add(proof.sha256);
    }
  }
  return { wanted, given };
}

async function copyAll(
  { files }: Context,
  day: string,
  proofs: Iterable<Provenance>,
): Promise<void> {
  const { screening } = await readConfig(files);
  const tombstones = await readTombstones({ files });
  for (const proof of proofs) {
    const bytes = await provedBytes({ files }, proof);
    if (bytes === undefined || tombstones.holds(Buffer.from(bytes).toString('utf8'))) continue;
    const isShared = isFitToShare(bytes, screening);
    const file = evidenceFile(day, proof.sha256, isShared ? 'shared' : 'private');
    await files.replace(file, evidenceContent(bytes), isShared ? undefined : 'private');
  }
}

/** undefined where the log is gone, has changed, or the record is too long to keep. */
async function provedBytes(
  { files }: Pick<JobContext, 'files'>,
  { file, byte_offset: start, byte_length, sha256: digest }: Provenance,
): Promise<Buffer | undefined> {
  if (byte_length > MOST_BYTES_KEPT) return undefined;
  const stat = await files.stat(file);
  if (stat?.kind !== 'file' || stat.size < start + byte_length) return undefined;
  const pieces: Uint8Array[] = [];
  for await (const piece of files.readChunks(file, { start, end: start + byte_length }))
    pieces.push(piece);
  const bytes = Buffer.concat(pieces);
  return sha256(bytes) === digest ? bytes : undefined;
}

/**
 * What is shared goes to everybody who clones the repository, and stays in its history: only what screening
 * finds nothing private in. Bytes that are no text cannot be screened.
 */
function isFitToShare(bytes: Uint8Array, policy: TextPolicy): boolean {
  const text = textOf(bytes);
  if (text === undefined) return false;
  return ![text, unescaped(text)].some((each) =>
    scanText(each, policy).some(({ kind }) => PRIVATE.has(kind)),
  );
}

const PRIVATE = new Set(['pii', 'secret', 'scanner-failure']);

/** What the strings of a record say; the record itself has escapes where they have line ends. */
function unescaped(record: string): string {
  const strings: string[] = [];
  try {
    JSON.parse(record, (_key, value: unknown) => {
      if (typeof value === 'string') strings.push(value);
      return value;
    });
  } catch {
    return record; // A plain line of an older log says what it says.
  }
  return strings.join('\n');
}

/** Two candidates may come from one line: it goes with the last of them. */
async function dropUnneeded(
  { files }: Context,
  reader: ReviewReader,
  day: string,
  given: ReadonlySet<string>,
): Promise<void> {
  const left = new Set(given);
  const { decisions } = await reader.decisions(day);
  for await (const found of statesOn(reader, day, [...byCandidate(decisions).keys()])) {
    if ('error' in found || !needsEvidence(found.state)) continue;
    for (const digest of digestsOf(found.candidate)) left.delete(digest);
  }
  for (const digest of left)
    for (const place of EVIDENCE_PLACES) await files.remove(evidenceFile(day, digest, place));
}

function digestsOf({ provenance }: Candidate): string[] {
  return provenance.map(({ sha256: digest }) => digest);
}
